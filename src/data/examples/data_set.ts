import type { SparseRows } from "./sparse/sparse_rows.ts";
import type { WordCounting } from "../../core/preprocessor/word_counting.ts";
import type { Shape } from "../../core/shape.ts";
import type { ColumnEncoding } from "./column_encoding.ts";

/** Examples of one shape, held as their file holds them. */
export interface Examples {
  /** The shape of one example: `[D]` for vectors, `[H, W, K]` for images. */
  readonly shape: Shape;
  /** The number of examples. */
  readonly count: number;
  /**
   * Row-major, `count × sizeOf(shape)` values, or rows of which only what is not 0 is held. Bytes stand for
   * value / 255, in [0, 1]; floats stand for themselves. Keeping bytes as bytes holds MNIST in 47 MB instead
   * of 188, and sparse rows hold 20,000 texts of 2,000 words in 10 MB instead of 160.
   */
  readonly values: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> | SparseRows;
  /** The class of each example, an index into the data set's `classes` where it has them. */
  readonly labels?: Int32Array<ArrayBuffer>;
  /** The name of each example: the path of an image within its folder, the cell of an id column. */
  readonly ids?: readonly string[];
  /** Of texts: the number of words that were counted in each, by which shares of words are counts. */
  readonly lengths?: Uint32Array<ArrayBuffer>;
  /** Of texts, where they were asked for: the first line of each that has words of its own, cut short. */
  readonly quotes?: readonly string[];
}

/** Examples all of whose values are held. */
export type DenseExamples = Examples & {
  readonly values: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
};

/** A named set of examples, as read: what has no test examples of its own is split by whoever trains. */
export interface DataSet {
  /** Its name: a known name, or the name of its file. */
  readonly name: string;
  /** The examples to train on. */
  readonly train: Examples;
  /** The examples to measure on, where it comes with some. */
  readonly test?: Examples;
  /** The names of the classes that labels index. */
  readonly classes?: readonly string[];
  /** The names of the values of an example, for a table whose columns have names. */
  readonly columns?: readonly string[];
  /** The way of a table's columns to values, of those that are not numbers. */
  readonly encodings?: readonly ColumnEncoding[];
  /** Sentences on all that its reader had to guess, turned or left out. */
  readonly remarks?: readonly string[];
  /** The words that values are of, and how they are counted, for a data set made from text. */
  readonly words?: WordCounting;
}
