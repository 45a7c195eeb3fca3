import * as tf from "@tensorflow/tfjs";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

/** Rows, depth and columns: layers of the autoencoder, a square, odd sizes, few rows. */
const sizes = [
  [256, 784, 1000],
  [784, 256, 1000],
  [1024, 1024, 1024],
  [257, 783, 1001],
  [256, 250, 30],
  [8, 784, 1000],
  [1, 784, 1000],
];

/** Rows, depth, columns and the share of A that is not 0: texts of 2,000 words, handwritten digits. */
const sparseSizes = [
  [100, 2000, 500, 0.03],
  [256, 784, 1000, 0.19],
];

/** `tf.matMul` of every transposition, and where few values of A are other than 0. */
export function* gemmBench({ withStock }: KernelSets): Iterable<Comparison> {
  for (const [m, k, n, share] of sparseSizes) {
    for (const transposeA of [false, true]) {
      const [rows, depth] = transposeA ? [k, m] : [m, k];
      const a = tf.tidy(() => tf.cast(tf.less(tf.randomUniform([m, k]), share), "float32"));
      const b = tf.randomUniform([depth, n], -1, 1);
      const multiply = () => tf.matMul(a, b, transposeA, false).dispose();
      yield compare({
        name: `matMul ${transposeA ? "T" : "N"}N, ${100 * share} % not 0`,
        size: `${rows} × ${depth} × ${n}`,
        ours: multiply,
        stock: () => withStock(multiply),
        operations: 2 * m * k * n,
      });
      tf.dispose([a, b]);
    }
  }
  for (const [m, k, n] of sizes) {
    for (const transposeA of m === 1 ? [false] : [false, true]) {
      for (const transposeB of [false, true]) {
        const a = tf.randomUniform(transposeA ? [k, m] : [m, k], -1, 1);
        const b = tf.randomUniform(transposeB ? [n, k] : [k, n], -1, 1);
        const multiply = () => tf.matMul(a, b, transposeA, transposeB).dispose();
        yield compare({
          name: `matMul ${transposeA ? "T" : "N"}${transposeB ? "T" : "N"}`,
          size: `${m} × ${k} × ${n}`,
          ours: multiply,
          stock: () => withStock(multiply),
          operations: 2 * m * k * n,
        });
        tf.dispose([a, b]);
      }
    }
  }
}
