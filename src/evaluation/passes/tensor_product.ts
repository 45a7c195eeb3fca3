import * as tf from "@tensorflow/tfjs";
import type { MatMul } from "../../baselines/mod.ts";

/** The product of two matrices on the backend: several times faster than plain TypeScript's. */
export const tensorProduct: MatMul = (a, b, { transposeA = false } = {}) => {
  const left = tf.tensor(a.values, [...a.shape]), right = tf.tensor(b.values, [...b.shape]);
  const product = tf.matMul(left, right, transposeA);
  const result = { shape: product.shape, values: Float32Array.from(product.dataSync()) };
  tf.dispose([left, right, product]);
  return result;
};
