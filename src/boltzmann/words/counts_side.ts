import * as tf from "@tensorflow/tfjs";
import type { Side } from "../units.ts";

/** Makes shares of words [B, V] the counts that they were, in place, by the length of each text [B]. */
export function toCounts(shares: Float32Array, lengths: ArrayLike<number>): void {
  const size = shares.length / lengths.length;
  for (let i = 0; i < shares.length; i++) {
    if (shares[i] !== 0) shares[i] = Math.round(shares[i] * lengths[Math.floor(i / size)]);
  }
}

/** Counts of words [B, V] as the visible side of a machine, with the length of each text. */
export function countsSide(counts: Float32Array, shape: [rows: number, size: number]): Side {
  const values = tf.tensor2d(counts, shape), totals = tf.sum(values, 1, true) as tf.Tensor2D;
  return { values, isBinary: false, totals };
}
