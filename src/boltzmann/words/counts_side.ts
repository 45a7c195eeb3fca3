import * as tf from "@tensorflow/tfjs";
import type { Side } from "../units.ts";

/** Counts of words [B, V] as the visible side of a machine, with the length of each text. */
export function countsSide(values: tf.Tensor2D): Side {
  return { values, isBinary: false, totals: tf.sum(values, 1, true) };
}
