import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { values } from "./load_routines.ts";

/** A tensor of `values`, which depend on the seed alone. */
export function tensor<Rank extends tf.Rank = tf.Rank>(
  shape: readonly number[],
  seed: number,
): tf.Tensor<Rank> {
  return tf.tensor<tf.Rank>(
    values(tf.util.sizeFromShape([...shape]), seed),
    [...shape],
  ) as tf.Tensor<Rank>;
}

/** Asserts that tensors have one shape, and values that differ by no more than the tolerance. */
export function assertClose(actual: tf.Tensor, expected: tf.Tensor, tolerance: number): void {
  assertEquals(actual.shape, expected.shape);
  const values = expected.dataSync();
  actual.dataSync().forEach((value, i) => assertAlmostEquals(value, values[i], tolerance));
}
