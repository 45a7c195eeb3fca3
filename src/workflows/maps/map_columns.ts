import { ownUnits } from "../../core/own_units.ts";
import {
  encodedNames,
  type Examples,
  type TableColumn,
  tableColumns,
  wholeBatch,
} from "../../data/mod.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";

/** Values of items by the names of their columns: numbers, or words. */
export type MapColumns = Readonly<Record<string, Float32Array | readonly string[]>>;

/** The most columns that a map can be coloured by: a list of more is read by nobody. */
const MOST_COLUMNS = 100;

/** From here on a value says that its word is that of the cell: one-hot values that were scaled back. */
const HALF = 0.5;

/**
 * The columns of the table that examples were made of, in the units of the data: words as words, truths as
 * yes and no, dates as days. Nothing for examples of no table; `remark` says where columns were left out.
 */
export function mapColumns(
  examples: Examples,
  preprocessor: Pick<RunPreprocessor, "columns" | "encodings" | "scaling" | "bytesScale">,
): { columns: MapColumns; remark?: string } {
  const { columns: names, encodings } = preprocessor;
  if (!names) return { columns: {} };
  const values = ownUnits(wholeBatch(examples).values, preprocessor), width = names.length;
  const all = tableColumns(names, encodings), shown = all.slice(0, MOST_COLUMNS);
  const rows = Array.from(
    { length: examples.count },
    (_, row) => values.subarray(row * width, (row + 1) * width),
  );
  return {
    columns: Object.fromEntries(shown.map((column) => columnOf(column, rows))),
    ...(all.length > MOST_COLUMNS && {
      remark: `Of ${all.length} columns the first ${MOST_COLUMNS} can colour the map.`,
    }),
  };
}

function columnOf(
  { name, encoding, from }: TableColumn,
  rows: readonly Float32Array[],
): [name: string, values: Float32Array | readonly string[]] {
  switch (encoding?.kind) {
    case "words":
      return [
        name,
        rows.map((row) => encoding.words.find((_, word) => row[from + word] >= HALF) ?? ""),
      ];
    case "truth":
      return [name, rows.map((row) => row[from] >= HALF ? "yes" : "no")];
    case "missing":
      return [
        encodedNames(encoding)[0],
        rows.map((row) => row[from] >= HALF ? "missing" : "there"),
      ];
    case "date":
      return [`${name}, days since ${encoding.since}`, Float32Array.from(rows, (row) => row[from])];
    default:
      return [name, Float32Array.from(rows, (row) => row[from])];
  }
}
