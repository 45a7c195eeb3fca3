import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { type OptimizerOptions, optimizerOptions } from "../../src/optimizers/mod.ts";
import { planAutoencoder } from "../../src/model/mod.ts";
import { initOptimizer, toArrays, toTensors, update } from "../../src/training/mod.ts";
import "../start_backend.ts";

type Numbers = Record<string, number[]>;

/** A rule in doubles, written from the papers: moves `params` and `state` in place. */
type PlainRule = (
  params: Numbers,
  gradients: Numbers,
  options: { state: Numbers; step: number; rate: number },
) => void;

/** Kingma and Ba, 2015, algorithm 1; the decay of Loshchilov and Hutter, 2019, algorithm 2. */
const plainAdam =
  ({ beta1, beta2, epsilon, weightDecay }: OptimizerOptions & { type: "adam" }): PlainRule =>
  (params, gradients, { state, step, rate }) => {
    for (const [path, gradient] of Object.entries(gradients)) {
      const m = state[`firstMoment/${path}`], v = state[`secondMoment/${path}`];
      gradient.forEach((g, i) => {
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        const mean = m[i] / (1 - beta1 ** step), square = v[i] / (1 - beta2 ** step);
        const before = params[path][i];
        params[path][i] = before -
          rate * (mean / (Math.sqrt(square) + epsilon) + weightDecay * before);
      });
    }
  };

/** Polyak, 1964, in the form of Sutskever et al., 2013. */
const plainSgd =
  ({ momentum, nesterov, weightDecay }: OptimizerOptions & { type: "sgd" }): PlainRule =>
  (params, gradients, { state, rate }) => {
    for (const [path, gradient] of Object.entries(gradients)) {
      const velocity = state[`velocity/${path}`];
      gradient.forEach((g, i) => {
        velocity[i] = momentum * velocity[i] + g;
        const before = params[path][i];
        const move = nesterov ? g + momentum * velocity[i] : velocity[i];
        params[path][i] = before - rate * (move + weightDecay * before);
      });
    }
  };

/** Thirteen weights and five biases: sizes that no vector of four divides. */
const plan = planAutoencoder({
  inputShape: [13],
  encoder: [{ type: "center" }, { type: "dense", units: 1 }],
  decoder: [{ type: "dense", units: 13, tiedTo: "encoder.1" }],
  reconstructionLoss: "mean-squared-error",
});

function randomArrays(seed: number, scale: number) {
  return Object.fromEntries(
    Object.entries(plan.params).filter(([, { trainable }]) => trainable).map(
      ([path, { shape }]) => {
        const rng = createRng(seed).fork(path);
        const size = shape.reduce((a, b) => a * b, 1);
        return [path, { shape, values: new Float32Array(size).map(() => scale * rng.normal()) }];
      },
    ),
  );
}

const plainOf = (arrays: ReturnType<typeof randomArrays>): Numbers =>
  Object.fromEntries(Object.entries(arrays).map(([path, { values }]) => [path, [...values]]));

const cases: Record<string, { type: string } & Record<string, unknown>> = {
  "Adam": { type: "adam", learningRate: 0.01 },
  "Adam with decoupled weight decay": { type: "adam", learningRate: 0.01, weightDecay: 0.1 },
  "Adam with other betas": {
    type: "adam",
    learningRate: 0.01,
    beta1: 0.5,
    beta2: 0.9,
    epsilon: 0.1,
  },
  "gradient descent": { type: "sgd", learningRate: 0.05, momentum: 0 },
  "gradient descent with momentum": { type: "sgd", learningRate: 0.05 },
  "Nesterov's gradient descent": { type: "sgd", learningRate: 0.05, nesterov: true },
  "gradient descent with weight decay": { type: "sgd", learningRate: 0.05, weightDecay: 0.2 },
};

for (const [name, given] of Object.entries(cases)) {
  for (const clipNorm of [undefined, 1.5]) {
    const clipped = clipNorm === undefined
      ? ""
      : `, its gradient clipped to a norm of ${clipNorm},`;
    Deno.test(`ten steps of ${name}${clipped} are those of the formula in doubles`, () => {
      const optimizer = optimizerOptions.parse(given);
      const rule = optimizer.type === "adam" ? plainAdam(optimizer) : plainSgd(optimizer);
      const start = randomArrays(1, 1);
      const params = toTensors(start), state = initOptimizer(plan, optimizer);
      const plainParams = plainOf(start);
      const plainState = Object.fromEntries(
        Object.entries(state).map(([slot, { size }]) => [slot, Array<number>(size).fill(0)]),
      );
      for (let step = 1; step <= 10; step++) {
        // From far below the clipping norm to far above it.
        const drawn = randomArrays(100 + step, 0.1 * step ** 2);
        const gradients = toTensors(drawn);
        const learningRate = optimizer.learningRate / step;
        update({ params, planned: {}, gradients, state }, {
          optimizer,
          learningRate,
          step,
          clipNorm,
        });
        assertEquals(toArrays(gradients), drawn);
        tf.dispose(gradients);
        const plain = plainOf(drawn);
        const norm = Math.hypot(...Object.values(plain).flat());
        const scale = clipNorm !== undefined && norm > clipNorm ? clipNorm / norm : 1;
        const scaled = Object.fromEntries(
          Object.entries(plain).map(([path, values]) => [path, values.map((g) => g * scale)]),
        );
        rule(plainParams, scaled, { state: plainState, step, rate: learningRate });
      }
      for (const [path, { values }] of Object.entries(toArrays(params))) {
        values.forEach((value, i) => assertAlmostEquals(value, plainParams[path][i], 3e-6, path));
      }
      for (const [slot, { values }] of Object.entries(toArrays(state))) {
        values.forEach((value, i) => {
          const expected = plainState[slot][i];
          assertAlmostEquals(value, expected, 3e-6 * Math.max(1, Math.abs(expected)), slot);
        });
      }
      tf.dispose([params, state]);
    });
  }
}

Deno.test("an update happens in place: the same tensors, no others, the memory no larger", () => {
  const optimizer = optimizerOptions.parse({ type: "adam" });
  const params = toTensors(randomArrays(1, 1)), state = initOptimizer(plan, optimizer);
  const gradients = toTensors(randomArrays(2, 1));
  const ids = () => [...Object.values(params), ...Object.values(state)].map(({ dataId }) => dataId);
  const before = { ids: ids(), ...tf.memory() };
  for (let step = 1; step <= 3; step++) {
    update({ params, planned: {}, gradients, state }, {
      optimizer,
      learningRate: 0.1,
      step,
      clipNorm: 1,
    });
  }
  assert(ids().every((id, i) => id === before.ids[i]));
  assertEquals([tf.memory().numTensors, tf.memory().numBytes], [
    before.numTensors,
    before.numBytes,
  ]);
  tf.dispose([params, gradients, state]);
});

Deno.test("an optimizer keeps nothing for what is not trained, and starts from zero", () => {
  const slots = (type: string) => {
    const state = initOptimizer(plan, optimizerOptions.parse({ type }));
    const arrays = toArrays(state);
    tf.dispose(state);
    assert(Object.values(arrays).every(({ values }) => values.every((value) => value === 0)));
    return Object.keys(arrays);
  };
  const paths = ["encoder.1.weight", "encoder.1.bias", "decoder.0.bias"];
  assertEquals(slots("sgd"), paths.map((path) => `velocity/${path}`));
  assertEquals(
    slots("adam"),
    paths.flatMap((path) => [`firstMoment/${path}`, `secondMoment/${path}`]),
  );
});

Deno.test("the first step of Adam moves each weight by the learning rate against the sign of its gradient", () => {
  const optimizer = optimizerOptions.parse({ type: "adam" });
  const params = { w: tf.tensor1d([1, 1, 1]) };
  const state = { "firstMoment/w": tf.zeros([3]), "secondMoment/w": tf.zeros([3]) };
  const gradients = { w: tf.tensor1d([1e-3, -7, 1e4]) };
  update({ params, planned: {}, gradients, state }, { optimizer, learningRate: 0.25, step: 1 });
  [0.75, 1.25, 0.75].forEach((w, i) => assertAlmostEquals(params.w.dataSync()[i], w, 1e-5));
  tf.dispose([params, state, gradients]);
});

Deno.test("the defaults are those of the papers", () => {
  assertEquals(optimizerOptions.parse({ type: "adam" }), {
    type: "adam",
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
  });
  assertEquals(optimizerOptions.parse({ type: "sgd" }), {
    type: "sgd",
    learningRate: 0.1,
    momentum: 0.9,
    nesterov: false,
    weightDecay: 0,
  });
});
