import * as tf from "@tensorflow/tfjs";
import { denoiseGaussian, normalizeColumns } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

/** Columns of the rows of a batch normalised by the operators of tfjs. */
function normalised(x: tf.Tensor): tf.Tensor {
  const rest = tf.sub(x, tf.mean(x, 0));
  return tf.div(rest, tf.sqrt(tf.add(tf.mean(tf.square(rest), 0), 1e-10)));
}

/** The Gaussian combinator of a ladder network by the operators of tfjs. */
function combined(z: tf.Tensor, u: tf.Tensor, ...a: tf.Tensor[]): tf.Tensor {
  const curve = ([a1, a2, a3, a4, a5]: tf.Tensor[]) =>
    tf.add(tf.mul(a1, tf.sigmoid(tf.add(tf.mul(u, a2), a3))), tf.add(tf.mul(u, a4), a5));
  const mean = curve(a), share = curve(a.slice(5));
  return tf.add(tf.mul(tf.sub(z, mean), share), mean);
}

/** The operations of a ladder network, each with its gradient. */
export function* ladderBench({ withStock }: KernelSets): Iterable<Comparison> {
  for (const [rows, columns] of [[100, 250], [100, 1000], [300, 1000]]) {
    const [z, u, dy] = [1, 2, 3].map(() => tf.randomNormal([rows, columns]));
    const a = Array.from({ length: 10 }, () => tf.randomNormal([columns]));
    const size = `${rows} × ${columns}`, parts = [{ rows }];
    const ours = tf.grad((x) => normalizeColumns(x, { parts, epsilon: 1e-10 }));
    const stock = tf.grad(normalised);
    yield compare({
      name: "normalizeColumns, value and gradient",
      size,
      ours: () => ours(z, dy).dispose(),
      stock: () => withStock(() => stock(z, dy).dispose()),
    });
    const denoised = tf.grads((z, u, ...a) => denoiseGaussian({ z, u, a }));
    const chained = tf.grads(combined);
    yield compare({
      name: "denoiseGaussian, value and gradients",
      size,
      ours: () => tf.dispose(denoised([z, u, ...a], dy)),
      stock: () => withStock(() => tf.dispose(chained([z, u, ...a], dy))),
    });
    const slice = () => tf.slice(z, [rows / 2, 0], [rows / 2, columns]).dispose();
    yield compare({
      name: "slice of half of the rows",
      size,
      ours: slice,
      stock: () => withStock(slice),
    });
    tf.dispose([z, u, dy, a]);
  }
}
