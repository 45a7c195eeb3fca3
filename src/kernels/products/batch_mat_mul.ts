import * as tf from "@tensorflow/tfjs";
import { replaceKernel } from "../heap/replace_kernel.ts";
import { matrixProduct } from "./matrix_product.ts";

/**
 * Puts our matrix product under `tf.matMul`: all four transpositions at the same speed.
 *
 * A [..., M, K] and B [..., K, N], or their transposes, give [..., M, N].
 */
export function registerBatchMatMul(): void {
  replaceKernel(tf.BatchMatMul, ({ inputs, attrs }) => {
    const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const { transposeA, transposeB } = attrs as unknown as tf.BatchMatMulAttrs;
    return matrixProduct({ a, b }, { transposeA, transposeB });
  });
}
