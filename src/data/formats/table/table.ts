import type { TableOptions } from "../reading_options.ts";
import type { Decimal } from "./cells.ts";
import type { ColumnFacts } from "./survey_column.ts";
import type { TableFormat } from "./table_error.ts";
import type { TableRow } from "./table_rows.ts";

/** All that is known of a table before its rows are read. */
export interface Table {
  /** The name by which errors call its file. */
  readonly name: string;
  readonly format: TableFormat;
  readonly decimal: Decimal;
  /** The number of columns, without those that are empty at the end of each row. */
  readonly width: number;
  /** The names of the columns, where a header gives them. */
  readonly names?: readonly string[];
  /** The first rows below the header. */
  readonly sample: readonly TableRow[];
  readonly options: TableOptions;
  /** The rows below the header; the cells of other columns than those asked for may be empty. */
  rows(columns: readonly number[]): Iterable<TableRow>;
  /** Reads all rows to see what is in a column, counted from 0. */
  survey(at: number): ColumnFacts;
}
