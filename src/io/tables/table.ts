/** A cell of a table: text, a number, or true or false. */
export type Cell = string | number | boolean;

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  /** The kind of its cells: text, numbers of 32 or 64 bits, whole numbers of 32 bits, true or false. */
  readonly type: "text" | "float" | "double" | "int" | "truth";
  /**
   * The list that its cells belong to in JSON, together with those of other columns, or, with a key,
   * the object; absent of a cell that stands for itself.
   */
  readonly within?: { readonly field: string; readonly key?: string };
}

/** A table to write, whose rows come some at a time. */
export interface Table {
  /** The columns, each of a name of its own. */
  readonly columns: readonly TableColumn[];
  readonly rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

/** A cell for each column. */
export type Row = readonly Cell[];
