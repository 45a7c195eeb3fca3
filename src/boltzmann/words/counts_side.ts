import * as tf from "@tensorflow/tfjs";
import type { Side } from "../units.ts";

/** Counts of words [B, V] as the visible side of a machine, with the length of each text. */
export function countsSide(counts: Float32Array, shape: [rows: number, size: number]): Side {
  const values = tf.tensor2d(counts, shape), totals = tf.sum(values, 1, true) as tf.Tensor2D;
  return { values, isBinary: false, totals };
}
