import * as tf from "@tensorflow/tfjs";

/** The values of each group in rows [R, D], each [R, size]; the sizes sum to D. */
export function splitValues(
  x: tf.Tensor,
  groups: readonly { readonly size: number }[],
): tf.Tensor[] {
  // Of one part alone tfjs has no gradient.
  return groups.length === 1 ? [x] : tf.split(x, groups.map(({ size }) => size), -1);
}
