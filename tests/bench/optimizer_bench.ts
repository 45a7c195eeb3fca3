import * as tf from "@tensorflow/tfjs";
import { adamStep, sgdStep, sumOfSquares } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";

/** Optimizer steps beside the optimizers of tfjs, and the square of a gradient's norm. */
export function* optimizerBench(): Iterable<Comparison> {
  for (const size of [1_000, 100_003, 2_800_000]) {
    const shared = { size: `${size} values` };
    const param = tf.tidy(() => tf.variable(tf.zeros([size])));
    const gradient = tf.randomUniform([size], -1, 1);
    const firstMoment = tf.zeros([size]), secondMoment = tf.zeros([size]);
    const common = { learningRate: 1e-3, weightDecay: 0, gradientScale: 1 };
    const adam = { ...common, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, step: 10 };
    const stockAdam = tf.train.adam(1e-3), stockMomentum = tf.train.momentum(1e-3, 0.9);
    yield compare({
      ...shared,
      name: "adamStep",
      ours: () => adamStep({ param, gradient, firstMoment, secondMoment }, adam),
      stock: () => stockAdam.applyGradients([{ name: param.name, tensor: gradient }]),
    });
    yield compare({
      ...shared,
      name: "sgdStep",
      ours: () =>
        sgdStep({ param, gradient, velocity: firstMoment }, {
          ...common,
          momentum: 0.9,
          nesterov: false,
        }),
      stock: () => stockMomentum.applyGradients([{ name: param.name, tensor: gradient }]),
    });
    yield compare({
      ...shared,
      name: "sumOfSquares",
      ours: () => sumOfSquares(gradient),
      stock: () => tf.tidy(() => tf.sum(tf.square(gradient)).dataSync()),
    });
    stockAdam.dispose();
    stockMomentum.dispose();
    tf.dispose([param, gradient, firstMoment, secondMoment]);
  }
}
