import type { NdArray } from "../../core/nd_array.ts";
import type { Examples } from "./data_set.ts";
import { wholeBatch } from "./example_batch.ts";

/** Makes shares of words [B, V] the counts that they were, in place, by the length of each text [B]. */
export function toCounts(shares: Float32Array, lengths: ArrayLike<number>): void {
  const size = shares.length / lengths.length;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] !== 0) shares[i] = Math.round(shares[i] * lengths[Math.floor(i / size)]);
  }
}

/** The counts of words [N, V] of texts; the values of other examples as they are. */
export function countsOf(examples: Examples): NdArray {
  const { shape, values } = wholeBatch(examples);
  if (examples.lengths) toCounts(values, examples.lengths);
  return { shape, values };
}
