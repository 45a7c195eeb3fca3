import * as tf from "@tensorflow/tfjs";
import type { Pca } from "../../baselines/mod.ts";
import { type NdArray, ndArray, rowsOf } from "../../core/nd_array.ts";
import { type Examples, wholeBatch } from "../../data/mod.ts";

/** The coordinates [N, C] of examples along the components of PCA, on the backend. */
export function projected({ mean, components }: Pca, examples: Examples): NdArray {
  const [count, size] = components.shape, { values } = rowsOf(wholeBatch(examples));
  const product = tf.tidy(() => {
    const rest = tf.sub(tf.tensor2d(values, [examples.count, size]), tf.tensor1d(mean.values));
    const directions = tf.tensor2d(components.values, [count, size]);
    return tf.matMul(rest as tf.Tensor2D, directions, false, true);
  });
  const codes = ndArray([examples.count, count], Float32Array.from(product.dataSync()));
  product.dispose();
  return codes;
}
