import * as tf from "@tensorflow/tfjs";
import { classRows, type Examples } from "../data/mod.ts";
import type { Plan } from "../model/mod.ts";

/** The classes of chosen examples [B, classes] as a model sees them; absent where it does without. */
export function labelsOf(
  { classes }: Plan,
  examples: Examples,
  indices: ArrayLike<number>,
): tf.Tensor | undefined {
  if (classes === undefined) return undefined;
  return tf.tensor(classRows(examples, { indices, classes }), [indices.length, classes]);
}
