import * as tf from "@tensorflow/tfjs";
import type { Pca } from "../../baselines/mod.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";

/** The examples whose values are held at once. */
const BATCH_SIZE = 1000;

/** The coordinates [N, C] of examples along the components of PCA, on the backend. */
export function projected(
  { mean, components }: Pick<Pca, "mean" | "components">,
  examples: Examples,
): NdArray {
  const [count, size] = components.shape, codes = new Float32Array(examples.count * count);
  const directions = tf.tensor2d(components.values, [count, size]);
  const middle = tf.tensor1d(mean.values);
  for (const { from, count: rows, values } of consecutiveBatches(examples, BATCH_SIZE)) {
    const part = tf.tidy(() => {
      const rest = tf.sub(tf.tensor2d(values, [rows, size]), middle);
      return tf.matMul(rest as tf.Tensor2D, directions, false, true);
    });
    codes.set(part.dataSync(), from * count);
    part.dispose();
  }
  tf.dispose([directions, middle]);
  return ndArray([examples.count, count], codes);
}
