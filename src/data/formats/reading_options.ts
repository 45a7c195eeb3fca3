import type { ColumnEncoding } from "../examples/column_encoding.ts";

/** The choices by which a table becomes examples. */
export interface TableOptions {
  /** True where the first row names the columns, false where it is an example; found out unless given. */
  readonly header?: boolean | undefined;
  /**
   * The column of the labels: its name, its number from 1, "last", or "none"; one with a usual name
   * unless given.
   */
  readonly labelColumn?: string | undefined;
  /** The names of the columns to take, or of those to leave; all unless given. */
  readonly columns?:
    | { readonly take: readonly string[] }
    | { readonly leave: readonly string[] }
    | undefined;
  /**
   * The fate of empty cells: "drop" leaves out their rows, "keep" gives NaN for them; the table is
   * refused unless given.
   */
  readonly missing?: "refuse" | "drop" | "keep" | undefined;
  /** True for a value more for each column with empty cells: 1 where a row has one, else 0. */
  readonly missingIndicator?: boolean | undefined;
  /** The most different words of a column that become a value each: 20, and half the rows, unless given. */
  readonly maxCategories?: number | undefined;
  /**
   * The way of columns that are not numbers to values, as a model was trained with them; all others are
   * numbers. Found out unless given.
   */
  readonly encodings?: readonly ColumnEncoding[] | undefined;
  /** The names of the columns that a model was trained with: a first row of them is the header. */
  readonly names?: readonly string[] | undefined;
}

/** The choice by which an array becomes images. */
export interface ArrayOptions {
  /** The axis of the channels; found out unless given. */
  readonly layout?: "channels-first" | "channels-last" | undefined;
}

/** The size and the colours that pictures are brought to. */
export interface ImageOptions {
  /** Height and width in pixels, or both at once; as the pictures are unless given. */
  readonly size?: number | readonly [height: number, width: number] | undefined;
  /** The way from another shape: the middle is cut out, the edge is filled, or all is stretched. */
  readonly fit: "crop" | "pad" | "stretch";
  /** As the pictures are unless given. */
  readonly colour?: "grey" | "colour" | undefined;
}

/** The choices by which files become examples. */
export interface ReadingOptions extends TableOptions, ArrayOptions {
  readonly image?: ImageOptions | undefined;
}
