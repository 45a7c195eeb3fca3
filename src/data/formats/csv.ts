import { oneLine } from "../../core/one_line.ts";
import { floatExamples } from "../examples/float_examples.ts";
import type { TableOptions } from "./reading_options.ts";
import { findDialect } from "./table/find_dialect.ts";
import { findHeader } from "./table/find_header.ts";
import { measureTable } from "./table/table_shape.ts";
import { type ReadTable, readTable } from "./table/read_table.ts";
import { tableLines } from "./table/table_lines.ts";
import { type TableRow, tableRows } from "./table/table_rows.ts";

/** The header, the labels and the separator are found from so many rows. */
const SAMPLE = 101;

/**
 * Reads a table of numbers, a row for each example of shape [D]; `name` is how errors call it.
 *
 * Cells are separated by commas, semicolons, tabs or bars; where it is not commas, numbers may have
 * a decimal comma. A first row that names the columns, a column of labels and one that numbers the
 * rows are found out unless the options say; so is a column of true and false. Blank lines, comments
 * before the table and empty cells at the end of all rows are passed over. What was guessed or left
 * out is said in `remarks`. Rows are counted by the lines of the file, from 1.
 *
 * Throws a SyntaxError that names row and column for a ragged row, a cell that is no number or is
 * empty, and text that is not CSV, a TypeError for options that ask for a column that is not there,
 * the reason of a signal that is aborted, and as `floatExamples` does.
 */
export async function readCsv(
  bytes: Uint8Array,
  name: string,
  options: TableOptions & { readonly signal?: AbortSignal } = {},
): Promise<ReadTable> {
  const { separator, decimal, skip, remarks: onDialect } = findDialect(bytes, name);
  const rows = () => tableRows(tableLines(bytes, name), { separator, skip, name });
  const first = [...take(rows(), SAMPLE)];
  const isKnown = options.header ?? namesColumns(first[0], options.names);
  const guess = isKnown === undefined ? findHeader(first, decimal) : undefined;
  const hasHeader = (isKnown ?? guess?.isHeader) === true && first.length > 0;
  const sample = first.slice(hasHeader ? 1 : 0);
  const body = () => drop(rows(), hasHeader ? 1 : 0);

  // The one to say that there are no rows.
  if (sample.length === 0) floatExamples(new Float32Array(), { shape: [1], name });

  const header = hasHeader ? first[0].cells : undefined;
  return await readTable({
    name,
    format: "CSV",
    decimal,
    ...measureTable(header, sample),
    ...(header && { header }),
    sample,
    rows: body,
    remarks: [...onDialect, ...(guess?.remark ? [guess.remark] : [])],
  }, options);
}

/** True for a row more than half of whose cells are names of known columns; undefined for others. */
function namesColumns(
  row: TableRow | undefined,
  names: readonly string[] = [],
): true | undefined {
  const known = row?.cells.filter((cell) => names.includes(oneLine(cell, { longest: 200 })));
  return row && known && known.length > row.cells.length / 2 ? true : undefined;
}

function* take(rows: Iterable<TableRow>, count: number): Generator<TableRow> {
  let taken = 0;
  for (const row of rows) {
    if (taken++ === count) return;
    yield row;
  }
}

function* drop(rows: Iterable<TableRow>, count: number): Generator<TableRow> {
  let dropped = 0;
  for (const row of rows) if (dropped++ >= count) yield row;
}
