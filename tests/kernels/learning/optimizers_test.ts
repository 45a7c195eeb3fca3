import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { adamStep, sgdStep, sumOfSquares } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { values } from "../load_routines.ts";

Deno.test("adamStep follows the formula of Adam with decoupled weight decay", () => {
  const options = {
    learningRate: 0.01,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.1,
    gradientScale: 0.5,
  };
  const start = values(7, 1);
  const param = tf.tidy(() => tf.variable(tf.tensor(start))), gradient = tf.tensor(values(7, 2));
  const firstMoment = tf.zeros([7]), secondMoment = tf.zeros([7]);
  const p = Float64Array.from(start), m = new Float64Array(7), v = new Float64Array(7);
  const g = values(7, 2).map((value) => value * 0.5);
  for (let step = 1; step <= 5; step++) {
    adamStep({ param, gradient, firstMoment, secondMoment }, { ...options, step });
    for (let i = 0; i < 7; i++) {
      m[i] = 0.9 * m[i] + 0.1 * g[i];
      v[i] = 0.999 * v[i] + 0.001 * g[i] ** 2;
      const quotient = m[i] / (1 - 0.9 ** step) / (Math.sqrt(v[i] / (1 - 0.999 ** step)) + 1e-8);
      p[i] = p[i] - 0.01 * 0.1 * p[i] - 0.01 * quotient;
    }
  }
  param.dataSync().forEach((value, i) => assertAlmostEquals(value, p[i], 1e-6));
  firstMoment.dataSync().forEach((value, i) => assertAlmostEquals(value, m[i], 1e-6));
  secondMoment.dataSync().forEach((value, i) => assertAlmostEquals(value, v[i], 1e-6));
  tf.dispose([param, gradient, firstMoment, secondMoment]);
});

Deno.test("sgdStep follows the formula of momentum, and of Nesterov's", () => {
  for (const nesterov of [false, true]) {
    const start = values(5, 1), g = values(5, 2).map((value) => value * 2);
    const param = tf.tensor(start), gradient = tf.tensor(values(5, 2)), velocity = tf.zeros([5]);
    const p = Float64Array.from(start), v = new Float64Array(5);
    for (let step = 1; step <= 4; step++) {
      sgdStep({ param, gradient, velocity }, {
        learningRate: 0.1,
        momentum: 0.9,
        nesterov,
        weightDecay: 0.2,
        gradientScale: 2,
      });
      for (let i = 0; i < 5; i++) {
        v[i] = 0.9 * v[i] + g[i];
        p[i] = p[i] - 0.1 * 0.2 * p[i] - 0.1 * (nesterov ? g[i] + 0.9 * v[i] : v[i]);
      }
    }
    param.dataSync().forEach((value, i) => assertAlmostEquals(value, p[i], 1e-5));
    tf.dispose([param, gradient, velocity]);
  }
});

Deno.test("optimizer steps take tensors of one value and of none, and make none", () => {
  const options = { learningRate: 0.1, weightDecay: 0, gradientScale: 1 };
  const adam = { ...options, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 1 };
  const before = tf.memory().numTensors;
  for (const [shape, expected] of [[[], [0.9]], [[0, 3], []]] as const) {
    const param = tf.ones([...shape]), gradient = tf.ones([...shape]);
    const firstMoment = tf.zeros([...shape]), secondMoment = tf.zeros([...shape]);
    adamStep({ param, gradient, firstMoment, secondMoment }, adam);
    // The first step of Adam is as long as the learning rate, whatever the gradient.
    assertEquals(param.dataSync(), Float32Array.from(expected));
    tf.dispose([param, gradient, firstMoment, secondMoment]);
  }
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("optimizer steps refuse tensors of different shapes and a step before the first", () => {
  const a = tf.zeros([2, 3]), b = tf.zeros([3, 2]);
  const options = { learningRate: 0.1, weightDecay: 0, gradientScale: 1 };
  assertThrows(
    () =>
      sgdStep({ param: a, gradient: b, velocity: a }, { ...options, momentum: 0, nesterov: false }),
    RangeError,
    "Cannot take a step of gradient descent: param has shape [2, 3] and gradient [3, 2]",
  );
  const adam = { ...options, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  const tensors = { param: a, gradient: a, firstMoment: a, secondMoment: a };
  assertThrows(() => adamStep(tensors, { ...adam, step: 0 }), RangeError, "counted from 1");
  tf.dispose([a, b]);
});

Deno.test("sumOfSquares sums what a tensor of any shape holds", () => {
  for (const shape of [[], [0], [3], [5, 7], [2, 3, 4]]) {
    const data = values(tf.util.sizeFromShape(shape), 1);
    const x = tf.tensor(data, shape);
    assertAlmostEquals(sumOfSquares(x), data.reduce((sum, value) => sum + value * value, 0), 1e-12);
    x.dispose();
  }
});

Deno.test("optimizer steps refuse to overwrite what a clone or a reshape shares", () => {
  const options = { learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 };
  const param = tf.ones([4]), gradient = tf.ones([4]), velocity = tf.zeros([4]);
  const step = () => sgdStep({ param, gradient, velocity }, { ...options, gradientScale: 1 });
  for (const share of [(x: tf.Tensor) => tf.clone(x), (x: tf.Tensor) => tf.reshape(x, [2, 2])]) {
    const shared = share(param);
    assertThrows(step, Error, "param shares its memory with a clone, a reshape");
    shared.dispose();
    step();
  }
  tf.dispose([param, gradient, velocity]);
});

Deno.test("moments that adamStep no longer feeds become 0 and never linger as subnormal numbers", () => {
  const options = { learningRate: 1e-3, beta1: 0.5, beta2: 0.5, epsilon: 1e-8, weightDecay: 0 };
  const param = tf.ones([5]), gradient = tf.zeros([5]);
  const firstMoment = tf.fill([5], 1e-3), secondMoment = tf.fill([5], 1e-6);
  const run = (from: number, to: number) => {
    for (let step = from; step <= to; step++) {
      adamStep({ param, gradient, firstMoment, secondMoment }, {
        ...options,
        gradientScale: 1,
        step,
      });
    }
  };
  run(1, 63);
  const [mean, square] = [firstMoment.dataSync()[0], secondMoment.dataSync()[0]];
  assertAlmostEquals(mean / (1e-3 * 2 ** -63), 1, 1e-6);
  assertAlmostEquals(square / (1e-6 * 2 ** -63), 1, 1e-6);
  run(64, 128);
  assertEquals(firstMoment.dataSync(), new Float32Array(5));
  assertEquals(secondMoment.dataSync(), new Float32Array(5));
  tf.dispose([param, gradient, firstMoment, secondMoment]);
});
