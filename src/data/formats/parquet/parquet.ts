import { isRecord } from "../../../core/parse_record.ts";
import { floatExamples } from "../../examples/float_examples.ts";
import type { TableOptions } from "../reading_options.ts";
import { type ReadTable, readTable } from "../table/read_table.ts";
import { callColumn, leaving, tableError } from "../table/table_error.ts";
import type { TableRow } from "../table/table_rows.ts";
import { type ParquetColumn, parquetColumns } from "./parquet_columns.ts";

/** The labels are found from so many rows. */
const SAMPLE = 100;

/** Numbers of 64 bits count by one up to here. */
const LARGEST_WHOLE = 2n ** 53n;

/** A column with its values; those of a column that is not needed or not read are not there. */
type Held = ParquetColumn & { readonly values?: readonly unknown[] };

/**
 * Reads a Parquet file as a table, a row for each example of shape [D]; `name` is how errors call it.
 *
 * Its rows are those of a table in text: numbers of any type, true and false, dates and words, among which
 * labels, ids and columns are chosen as `readCsv` does. Rows are counted from 1.
 *
 * Throws a SyntaxError for a file that is damaged or cut short, and, with its name, for a column of
 * lists and the like that is not left, or of values with a whole number beyond 2^53; else as
 * `readCsv` does.
 */
export async function readParquet(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  options: TableOptions & { readonly signal?: AbortSignal } = {},
): Promise<ReadTable> {
  const { columns, count, read } = parquetColumns(bytes, name);
  // The one to say that there are no rows.
  if (count === 0) floatExamples(new Float32Array(), { shape: [1], name });
  if (columns.length === 0) {
    throw tableError({ name, format: "Parquet" }, "it has no columns");
  }
  const held: Held[] = [];
  for (const [at, column] of columns.entries()) {
    options.signal?.throwIfAborted();
    const isNeeded = column.unread === undefined && !isLeft(columns, at, options);
    held.push(isNeeded ? { ...column, values: await read(column) } : column);
  }
  const all = columns.map((_, at) => at);
  return await readTable({
    name,
    format: "Parquet",
    decimal: ".",
    header: columns.map(({ name }) => name),
    cells: columns.length,
    width: columns.length,
    sample: [...rowsOf(held, { count: Math.min(count, SAMPLE), wanted: all })],
    rows: (wanted = all) => rowsOf(held, { count, wanted }),
    check: (at, use) => checkColumn(held, { at, use, name }),
    remarks: [],
  }, options);
}

/** True for a column that the options leave, and do not take as the labels. */
function isLeft(
  columns: readonly ParquetColumn[],
  at: number,
  { columns: choice, labelColumn }: TableOptions,
): boolean {
  const { name } = columns[at];
  if (choice === undefined || "take" in choice || !choice.leave.includes(name)) return false;
  return ![name, `${at + 1}`, "last"].includes(labelColumn?.trim() ?? "");
}

/** The rows of columns as cells of text, empty in columns that are not wanted. */
function* rowsOf(columns: readonly Held[], { count, wanted }: {
  count: number;
  wanted: readonly number[];
}): Generator<TableRow> {
  for (let row = 0; row < count; row++) {
    const cells = new Array<string>(columns.length).fill("");
    for (const at of wanted) cells[at] = cellOf(columns[at].values?.[row]);
    yield { line: row + 1, cells };
  }
}

/** A value as a cell of text, which gives the same value when it is read. */
function cellOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  return isDate(value) ? dateCell(value) : String(value);
}

function isDate(value: unknown): value is { getTime(): number; toISOString(): string } {
  return isRecord(value) && typeof value.toISOString === "function";
}

/** A date as text, with the time of day where it is not midnight. */
function dateCell(date: { getTime(): number; toISOString(): string }): string {
  return Number.isNaN(date.getTime())
    ? "a date that is none"
    : date.toISOString().replace(/T00:00:00.000Z$/, "");
}

/** Throws a SyntaxError for a column that is not read, and for values that would be rounded. */
function checkColumn(columns: readonly Held[], { at, use, name }: {
  at: number;
  use: "values" | "labels" | "ids";
  name: string;
}): void {
  const { unread, values, name: own } = columns[at];
  const called = callColumn([own], 0);
  const wayOut = use === "labels"
    ? "--label-column none, or the name of another column, does without it"
    : `${leaving([own])} leaves it out`;
  if (unread !== undefined) {
    throw tableError(
      { name, format: "Parquet" },
      `${called} holds ${unread}, expected numbers, true and false, dates or words; ${wayOut}`,
    );
  }
  const rounded = use === "values" ? values?.find(isBeyond) : undefined;
  if (rounded !== undefined) {
    throw tableError(
      { name, format: "Parquet" },
      `${called} holds ${rounded}, a whole number beyond 2^53 that would be rounded; ${wayOut}`,
    );
  }
}

function isBeyond(value: unknown): boolean {
  return typeof value === "bigint" &&
    (value > LARGEST_WHOLE || value < -LARGEST_WHOLE);
}
