import { type ColumnEncoding, encodedNames } from "../../examples/column_encoding.ts";
import type { DenseExamples } from "../../examples/data_set.ts";
import type { TableOptions } from "../reading_options.ts";
import type { Decimal } from "./cells.ts";
import { chooseColumns } from "./choose_columns.ts";
import { chooseEncodings, type ValueColumn } from "./choose_encodings.ts";
import { chooseIds } from "./choose_ids.ts";
import { chooseLabels } from "./choose_labels.ts";
import { nameColumns } from "./name_columns.ts";
import { readRows } from "./read_rows.ts";
import { surveyColumn } from "./survey_column.ts";
import type { Table } from "./table.ts";
import { nameColumn, quoteCell, type TableFormat } from "./table_error.ts";
import type { TableRow } from "./table_rows.ts";

/** A table as examples, and what had to be guessed for it. */
export interface ReadTable {
  readonly examples: DenseExamples;
  /** The names of the classes that labels index. */
  readonly classes?: readonly string[];
  /** The names of the values of an example, where the table has a header or more than numbers. */
  readonly columns?: readonly string[];
  /** The way of the columns that are not numbers, and the marks of empty cells, to values. */
  readonly encodings?: readonly ColumnEncoding[];
  /** Sentences on what was guessed, left out or passed over. */
  readonly remarks?: readonly string[];
}

/** The rows of a file, and what its format says of them. */
export interface TableSource {
  /** The name by which errors call the file. */
  readonly name: string;
  readonly format: TableFormat;
  readonly decimal: Decimal;
  /** The cells of the header, where there is one. */
  readonly header?: readonly string[];
  /** The number of cells of each row. */
  readonly cells: number;
  /** The number of columns, without those that are empty at the end of each row. */
  readonly width: number;
  /** The first rows below the header. */
  readonly sample: readonly TableRow[];
  /** The rows below the header; the cells of other columns than those asked for may be empty. */
  rows(columns?: readonly number[]): Iterable<TableRow>;
  /** Throws for a column whose type cannot be used in this way. */
  check?(at: number, use: "values" | "labels" | "ids"): void;
  /** Sentences on what was guessed so far. */
  readonly remarks: readonly string[];
}

/**
 * Reads the rows of a table of any format: chooses the columns of labels, of ids and of values by the
 * options, or else by their names and what is in them.
 *
 * Throws as `chooseLabels`, `chooseColumns`, `chooseEncodings`, `readRows` and the check of the source do.
 */
export async function readTable(
  source: TableSource,
  options: TableOptions & { readonly signal?: AbortSignal },
): Promise<ReadTable> {
  const { name, format, decimal, header, cells, width, sample } = source;
  const named = header && nameColumns(header.slice(0, width));
  const table: Table = {
    name,
    format,
    decimal,
    width,
    sample,
    options,
    ...(named && { names: named.names }),
    rows: (columns) => source.rows(columns),
    survey: (at) => surveyColumn(source.rows([at]), { at, decimal }),
  };
  const labels = chooseLabels(table);
  if (labels.at !== undefined) source.check?.(labels.at, "labels");
  const ids = chooseIds(table, { header: header ?? [], labels: labels.at });
  if (ids.at !== undefined) source.check?.(ids.at, "ids");
  const chosen = chooseColumns(table, { labels: labels.at, ids: ids.at });
  for (const at of chosen) source.check?.(at, "values");
  const values = chooseEncodings(table, { values: chosen, labels: labels.at });
  const used = [...chosen, ...[labels.at, ids.at].filter((at) => at !== undefined)];
  const read = await readRows(source.rows(used), {
    table,
    cells,
    values: values.columns,
    labels,
    ids: ids.at,
    signal: options.signal,
  });
  const columns = nameValues(table, values.columns, read.gaps);
  const remarks = [
    ...source.remarks,
    ...(named?.remarks ?? []),
    ...trailing(cells - width),
    ...(ids.remark ? [ids.remark] : []),
    ...labels.remarks,
    ...values.remarks,
    ...read.remarks,
  ];
  return {
    examples: read.examples,
    ...(read.classes && { classes: read.classes }),
    ...(columns && columns),
    ...(remarks.length > 0 && { remarks }),
  };
}

/**
 * The names of all values, and the encodings that they are of, those of empty cells last; undefined for
 * numbers without a header. Throws a TypeError for two values of one name.
 */
function nameValues(
  { name, names }: Table,
  values: readonly ValueColumn[],
  gaps: readonly number[],
): { columns: readonly string[]; encodings?: readonly ColumnEncoding[] } | undefined {
  const marks = gaps.map((at): ColumnEncoding => ({
    name: nameColumn(names, at),
    kind: "missing",
  }));
  const encodings = [...values.flatMap(({ encoding }) => encoding ?? []), ...marks];
  if (names === undefined && encodings.length === 0) return undefined;
  const columns = [
    ...values.flatMap(({ at, encoding }) =>
      encoding ? encodedNames(encoding) : [nameColumn(names, at)]
    ),
    ...marks.flatMap(encodedNames),
  ];
  const twice = columns.find((each, i) => columns.indexOf(each) < i);
  if (twice === undefined) return { columns, ...(encodings.length > 0 && { encodings }) };
  throw new TypeError(
    `Cannot use ${name}: the words of one column give a value the name of another, ` +
      `${quoteCell(twice)}; rename that`,
  );
}

function trailing(count: number): string[] {
  if (count <= 0) return [];
  return [
    count === 1
      ? "The empty cell at the end of each row is left out"
      : `The ${count} empty cells at the end of each row are left out`,
  ];
}
