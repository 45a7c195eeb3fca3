import * as tf from "@tensorflow/tfjs";
import { adamStep, sigmoidCrossEntropy } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";
import { measureMemory, type TrainingMemory } from "./measure_memory.ts";

/** The layers of Hinton and Salakhutdinov, "Reducing the dimensionality of data", 2006. */
const sizes = [784, 1000, 500, 250, 30, 250, 500, 1000, 784];
const CODE_LAYER = 3;
const BATCH_SIZE = 256;
const ADAM = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** A whole training step: forward, backward, Adam. Measures memory first, on a fresh heap. */
export function* trainingBench(
  { withStock }: KernelSets,
): Iterable<Comparison | TrainingMemory> {
  const x = tf.randomUniform([BATCH_SIZE, sizes[0]]);
  const params = freshParams(), moments = freshMoments(params);
  const ours = ourStep(x, params, moments);
  yield measureMemory("training step", ours);
  const stockParams = freshParams();
  const stock = stockStep(x, stockParams);
  yield compare({
    name: "training step",
    size: `${sizes.join("-")}, batch ${BATCH_SIZE}`,
    ours,
    stock: () => withStock(stock),
    operations: 2 * BATCH_SIZE * (3 * weightCount() - sizes[0] * sizes[1]),
  });
  tf.dispose([x, params, moments, stockParams]);
}

function freshParams(): tf.Variable[] {
  return tf.tidy(() =>
    sizes.slice(1).flatMap((units, layer) => {
      const limit = Math.sqrt(6 / (sizes[layer] + units));
      const weight = tf.randomUniform([sizes[layer], units], -limit, limit);
      return [tf.variable(weight), tf.variable(tf.zeros([units]))];
    })
  );
}

function freshMoments(params: readonly tf.Tensor[]): { first: tf.Tensor; second: tf.Tensor }[] {
  return params.map((param) => ({ first: tf.zerosLike(param), second: tf.zerosLike(param) }));
}

function forward(x: tf.Tensor, params: readonly tf.Tensor[]): tf.Tensor {
  let h = x;
  for (let layer = 0; layer < sizes.length - 1; layer++) {
    h = tf.add(tf.matMul(h, params[2 * layer]), params[2 * layer + 1]);
    if (layer !== CODE_LAYER && layer !== sizes.length - 2) h = tf.relu(h);
  }
  return h;
}

function ourStep(
  x: tf.Tensor,
  params: readonly tf.Variable[],
  moments: readonly { first: tf.Tensor; second: tf.Tensor }[],
): () => void {
  let step = 0;
  const valueAndGradients = tf.valueAndGrads((...current: tf.Tensor[]) =>
    sigmoidCrossEntropy(forward(x, current), x)
  );
  return () => {
    const { value, grads } = valueAndGradients([...params]);
    step++;
    params.forEach((param, i) => {
      const { first: firstMoment, second: secondMoment } = moments[i];
      adamStep({ param, gradient: grads[i], firstMoment, secondMoment }, {
        ...ADAM,
        weightDecay: 0,
        gradientScale: 1,
        step,
      });
    });
    value.dataSync();
    tf.dispose([value, grads]);
  };
}

function stockStep(x: tf.Tensor, params: tf.Variable[]): () => void {
  const optimizer = tf.train.adam(ADAM.learningRate, ADAM.beta1, ADAM.beta2, ADAM.epsilon);
  return () => {
    const loss = () => tf.losses.sigmoidCrossEntropy(x, forward(x, params)) as tf.Scalar;
    const value = optimizer.minimize(loss, true, params);
    value?.dataSync();
    value?.dispose();
  };
}

function weightCount(): number {
  return sizes.slice(1).reduce((count, units, layer) => count + sizes[layer] * units, 0);
}
