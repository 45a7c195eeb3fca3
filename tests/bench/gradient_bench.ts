import * as tf from "@tensorflow/tfjs";
import { meanSquaredError, sigmoidCrossEntropy } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

type Loss = (prediction: tf.Tensor, target: tf.Tensor) => tf.Scalar;

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
    const gradientOfRelu = tf.grad((value: tf.Tensor) => tf.relu(value));
    const relu = () => gradientOfRelu(x, target).dispose();
    yield compare({ name: "gradient of relu", size, ours: relu, stock: () => withStock(relu) });
    const axes = shape.slice(1).map((_, axis) => axis);
    const sum = () => tf.sum(x, axes).dispose();
    yield compare({
      name: "sum over leading axes",
      size,
      ours: sum,
      stock: () => withStock(sum),
    });
    tf.dispose([x, target]);
  }
}
