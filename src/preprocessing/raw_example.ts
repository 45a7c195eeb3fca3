import type { NdArray } from "../core/nd_array.ts";
import type { RawRow } from "./row_values.ts";
import type { RunPreprocessor } from "./run_preprocessor.ts";

/**
 * An example as people have it: the bytes of a picture's file, a text, a row of a table by its columns, or
 * the numbers of one example in the units of the data.
 */
export type RawExample =
  | Uint8Array
  | string
  | RawRow
  | readonly number[]
  | Float32Array;

/** The way from examples as people have them to the input of a model. */
export interface Preprocessor {
  /**
   * The input [B, …inputShape] for some examples.
   *
   * Throws a TypeError, one sentence, for an example that the model is not for, and a RangeError for one
   * with other columns or sizes; pictures are brought to the size of the model's.
   */
  prepare(examples: readonly RawExample[]): Promise<NdArray>;
}

/** The numbers of an example, on no common scale yet; `number` is how errors call it. */
export type NumbersOf = (
  example: RawExample,
  config: RunPreprocessor,
  number: number,
) => ArrayLike<number> | Promise<ArrayLike<number>>;
