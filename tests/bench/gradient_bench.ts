import * as tf from "@tensorflow/tfjs";
import { meanSquaredError, sigmoidCrossEntropy, silu } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

type Loss = (prediction: tf.Tensor, target: tf.Tensor) => tf.Scalar;

const activations: Readonly<Record<string, (x: tf.Tensor) => tf.Tensor>> = {
  relu: (x) => tf.relu(x),
  leakyRelu: (x) => tf.leakyRelu(x),
  tanh: (x) => tf.tanh(x),
};

/** Losses with their gradients, and the gradients that layers are made of. */
export function* gradientBench({ withStock }: KernelSets): Iterable<Comparison> {
  for (const shape of [[16, 30], [256, 784], [128, 28, 28, 16]]) {
    const x = tf.randomNormal(shape), target = tf.randomUniform(shape);
    const size = shape.join(" × ");
    const valueAndGradient = (loss: Loss) => () =>
      tf.tidy(() => {
        tf.valueAndGrad((prediction: tf.Tensor) => loss(prediction, target))(x);
      });
    yield compare({
      name: "sigmoidCrossEntropy, value and gradient",
      size,
      ours: valueAndGradient(sigmoidCrossEntropy),
      stock: valueAndGradient((prediction, t) => tf.losses.sigmoidCrossEntropy(t, prediction)),
    });
    yield compare({
      name: "meanSquaredError, value and gradient",
      size,
      ours: valueAndGradient(meanSquaredError),
      stock: valueAndGradient((prediction, t) => tf.losses.meanSquaredError(t, prediction)),
    });
    for (const [name, apply] of Object.entries(activations)) {
      const gradient = tf.grad(apply);
      const run = () => gradient(x, target).dispose();
      yield compare({
        name: `${name}, value and gradient`,
        size,
        ours: run,
        stock: () => withStock(run),
      });
    }
    const ofSilu = tf.grad(silu), ofProduct = tf.grad((y: tf.Tensor) => tf.mul(y, tf.sigmoid(y)));
    yield compare({
      name: "silu, value and gradient, stock: x · sigmoid(x)",
      size,
      ours: () => ofSilu(x, target).dispose(),
      stock: () => withStock(() => ofProduct(x, target).dispose()),
    });
    const axes = shape.slice(1).map((_, axis) => axis);
    const sum = () => tf.sum(x, axes).dispose();
    yield compare({
      name: "sum over leading axes",
      size,
      ours: sum,
      stock: () => withStock(sum),
    });
    const transpose = () => tf.tidy(() => void tf.transpose(x.flatten().reshape([shape[0], -1])));
    yield compare({
      name: "transpose, as a matrix",
      size,
      ours: transpose,
      stock: () => withStock(transpose),
    });
    tf.dispose([x, target]);
  }
}
