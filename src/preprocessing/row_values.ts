import { cellEncoder, type TableColumn, tableColumns } from "../data/mod.ts";
import type { RunPreprocessor } from "./run_preprocessor.ts";

/** A row of a table by its columns; null, NaN and "" stand for empty cells. */
export type RawRow = Readonly<Record<string, number | string | boolean | RawDate | null>>;

/** A date, as JavaScript has them. */
interface RawDate {
  toISOString(): string;
}

/**
 * The values of a row of a table, in the order of the model's; `number` is how errors call it.
 *
 * Throws a RangeError, one sentence, for columns that are not those of the model, for empty cells that it
 * does not fill, and for words that it was not trained on.
 */
export function rowValues(
  row: RawRow,
  { columns: names, encodings, fill }: RunPreprocessor,
  number: number,
): Float32Array {
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot prepare example ${number}: ${why}`);
  };
  if (!names) return refuse("it names its values, and those of the model have no names");
  const columns = tableColumns(names, encodings);
  const cells = columns.filter(({ encoding }) => encoding?.kind !== "missing");
  const known = new Set(cells.map(({ name }) => name));
  const additional = Object.keys(row).filter((name) => !known.has(name));
  if (additional.length > 0) {
    refuse(`the model does not take ${additional.join(", ")}, but ${[...known].join(", ")}`);
  }
  const empty = new Set(cells.map(({ name }) => name).filter((name) => isEmpty(row, name)));
  if (empty.size > 0 && !fill) refuse(`it has no value for ${[...empty].join(", ")}`);
  const values = new Float32Array(names.length);
  for (const column of columns) {
    const { name, from, size, encoding } = column;
    if (encoding?.kind === "missing") values[from] = empty.has(name) ? 1 : 0;
    else if (empty.has(name)) values.set(fill!.slice(from, from + size), from);
    else if (!putValue(row[name], column, values)) {
      refuse(`its ${name} is ${JSON.stringify(row[name])}, expected ${expectedOf(column)}`);
    }
  }
  return values;
}

function isEmpty(row: RawRow, name: string): boolean {
  const value = Object.hasOwn(row, name) ? row[name] : null;
  return value === null || value === undefined || Number.isNaN(value) ||
    (typeof value === "string" && value.trim() === "");
}

/** Puts the values of a cell in their places; false where it has none of the column's kind. */
function putValue(
  value: RawRow[string],
  { encoding, from }: TableColumn,
  values: Float32Array,
): boolean {
  if (encoding === undefined) {
    if (typeof value === "number") values[from] = value;
    return typeof value === "number" && Number.isFinite(values[from]);
  }
  const isTruth = encoding.kind === "truth" && (value === 0 || value === 1);
  const cell = isTruth
    ? String(value === 1)
    : typeof value === "object" && value !== null
    ? value.toISOString()
    : String(value);
  return cellEncoder(encoding, ".").encode(cell, values, from);
}

function expectedOf({ encoding }: TableColumn): string {
  if (encoding === undefined) return "a finite number of 32 bits";
  if (encoding.kind === "words") return `one of ${encoding.words.join(", ")}`;
  return encoding.kind === "date" ? "a date like 2026-11-29" : "true or false";
}
