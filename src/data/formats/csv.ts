import type { Examples } from "../examples/data_set.ts";
import { floatExamples } from "../examples/float_examples.ts";
import type { TableOptions } from "./reading_options.ts";
import { chooseColumns } from "./table/choose_columns.ts";
import { chooseIds } from "./table/choose_ids.ts";
import { chooseLabels } from "./table/choose_labels.ts";
import { findDialect } from "./table/find_dialect.ts";
import { findHeader } from "./table/find_header.ts";
import { measureTable } from "./table/table_shape.ts";
import { nameColumns } from "./table/name_columns.ts";
import { readRows } from "./table/read_rows.ts";
import { surveyColumn } from "./table/survey_column.ts";
import type { Table } from "./table/table.ts";
import { tableLines } from "./table/table_lines.ts";
import { type TableRow, tableRows } from "./table/table_rows.ts";

/** A table as examples, and what had to be guessed for it. */
export interface ReadTable {
  readonly examples: Examples;
  /** The names of the classes that labels index. */
  readonly classes?: readonly string[];
  /** The names of the values of an example, where the table has a header. */
  readonly columns?: readonly string[];
  /** Sentences on what was guessed, left out or passed over. */
  readonly remarks?: readonly string[];
}

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
  const guess = options.header === undefined ? findHeader(first, decimal) : undefined;
  const hasHeader = (options.header ?? guess?.isHeader) === true && first.length > 0;
  const sample = first.slice(hasHeader ? 1 : 0);
  const body = () => drop(rows(), hasHeader ? 1 : 0);

  // The one to say that there are no rows.
  if (sample.length === 0) floatExamples(new Float32Array(), { shape: [1], name });

  const header = hasHeader ? first[0].cells : undefined;
  const { cells, width } = measureTable(header, sample);
  const named = header && nameColumns(header.slice(0, width));
  const table: Table = {
    name,
    decimal,
    width,
    sample,
    options,
    ...(named && { names: named.names }),
    survey: (at) => surveyColumn(body(), { at, decimal }),
  };
  const labels = chooseLabels(table);
  const ids = chooseIds(table, { header: header ?? [], labels: labels.at });
  const chosen = chooseColumns(table, { labels: labels.at, ids: ids.at });
  const read = await readRows(body(), {
    table,
    cells,
    values: chosen.values,
    truths: chosen.truths,
    labels,
    ids: ids.at,
    signal: options.signal,
  });
  const remarks = [
    ...onDialect,
    ...(guess?.remark ? [guess.remark] : []),
    ...(named?.remarks ?? []),
    ...trailing(cells - width),
    ...(ids.remark ? [ids.remark] : []),
    ...labels.remarks,
    ...chosen.remarks,
    ...read.remarks,
  ];
  return {
    examples: read.examples,
    ...(read.classes && { classes: read.classes }),
    ...(named && { columns: chosen.values.map((at) => named.names[at]) }),
    ...(remarks.length > 0 && { remarks }),
  };
}

function trailing(count: number): string[] {
  if (count <= 0) return [];
  return [
    count === 1
      ? "The empty cell at the end of each row is left out"
      : `The ${count} empty cells at the end of each row are left out`,
  ];
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
