import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import {
  ACTIVATION_NAMES,
  type ActivationName,
  layerOf,
  type LayerSpec,
} from "../../src/layers/mod.ts";
import "../start_backend.ts";
import { applyLayer } from "./apply_layer.ts";

/** The output of a layer for a batch, as nested arrays. */
function apply(
  spec: LayerSpec,
  x: tf.Tensor,
  params: Record<string, tf.Tensor> = {},
): unknown {
  return applyLayer(spec, x, { params }).arraySync();
}

function assertClose(actual: unknown, expected: unknown, tolerance = 1e-6): void {
  const a = (actual as number[][]).flat(9), b = (expected as number[][]).flat(9);
  assertEquals(a.length, b.length);
  a.forEach((value, i) => assertAlmostEquals(value, b[i], tolerance));
}

Deno.test("dense computes x W + b", () => {
  const weight = tf.tensor2d([[1, 2, 3], [4, 5, 6]]);
  const bias = tf.tensor1d([0.5, -0.5, 1]);
  assertClose(
    apply({ type: "dense", units: 3 }, tf.tensor2d([[1, 1], [2, -1]]), { weight, bias }),
    [[5.5, 6.5, 10], [-1.5, -1.5, 1]],
  );
});

Deno.test("a tied dense layer computes x Wᵀ + b", () => {
  const weight = tf.tensor2d([[1, 2, 3], [4, 5, 6]]);
  const bias = tf.tensor1d([0.5, -0.5]);
  assertClose(
    apply({ type: "dense", units: 2, tiedTo: "encoder.0" }, tf.tensor2d([[1, 0, -1]]), {
      weight,
      bias,
    }),
    [[-1.5, -2.5]],
  );
});

Deno.test("dense without bias has none, and refuses images in one sentence", () => {
  const spec: LayerSpec = { type: "dense", units: 3, bias: false };
  const dense = layerOf(spec);
  const params = dense.params!(spec, [2], {
    activation: "linear",
    modelInputShape: [2],
  });
  assertEquals(Object.keys(params), ["weight"]);
  assertThrows(
    () => dense.outputShape(spec, [28, 28, 1]),
    RangeError,
    'Cannot apply "dense" to shape [28, 28, 1]: expected one axis, add a "flatten" layer before it',
  );
});

Deno.test("weights before an activation start as its paper says", () => {
  const initializer = (activation: ActivationName) => {
    const spec: LayerSpec = { type: "dense", units: 3 };
    const { weight } = layerOf(spec).params!(spec, [2], { activation, modelInputShape: [2] });
    return "initializer" in weight ? weight.initializer : "tied";
  };
  assertEquals(ACTIVATION_NAMES.map((name) => [name, initializer(name)]), [
    ["linear", "glorot"],
    ["relu", "he"],
    ["leaky_relu", "he"],
    ["elu", "he"],
    ["selu", "lecun"],
    ["gelu", "he"],
    ["silu", "he"],
    ["sigmoid", "glorot"],
    ["tanh", "glorot"],
    ["softplus", "he"],
    ["softmax", "glorot"],
  ]);
});

/** erf by its Maclaurin series, which converges fast for the small arguments of the test. */
function erf(x: number): number {
  let sum = 0, term = x;
  for (let n = 0; n < 60; n++) {
    sum += term / (2 * n + 1);
    term *= -x * x / (n + 1);
  }
  return 2 / Math.sqrt(Math.PI) * sum;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The closed form of each activation that works on one value. */
const closedForms: Record<Exclude<ActivationName, "softmax">, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  leaky_relu: (x) => x > 0 ? x : 0.01 * x,
  elu: (x) => x > 0 ? x : Math.exp(x) - 1,
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  silu: (x) => x * sigmoid(x),
  sigmoid,
  tanh: Math.tanh,
  softplus: (x) => Math.log1p(Math.exp(x)),
};

for (const [name, f] of Object.entries(closedForms)) {
  const spec = { type: "activation", function: name as ActivationName } as const;
  const points = [-3, -1.5, -0.5, -0.1, 0.1, 0.7, 1, 2.5];
  Deno.test(`the activation ${name} is its closed form`, () => {
    assertClose(apply(spec, tf.tensor2d([points])), [points.map(f)], 1e-6);
  });
  Deno.test(`the gradient of the activation ${name} is that of its closed form`, () => {
    const gradient = tf.grad((x) => tf.sum(applyLayer(spec, x)));
    const h = 1e-5;
    assertClose(
      gradient(tf.tensor2d([points])).arraySync(),
      [points.map((x) => (f(x + h) - f(x - h)) / (2 * h))],
      2e-5,
    );
  });
}

Deno.test("softmax makes rows that are positive, sum to one and keep differences as ratios", () => {
  const [row] = apply(
    { type: "activation", function: "softmax" },
    tf.tensor2d([[0, Math.log(2), Math.log(5)]]),
  ) as number[][];
  assertClose([row], [[1 / 8, 2 / 8, 5 / 8]]);
});

Deno.test("batch normalisation in training standardises each unit and moves the running statistics", () => {
  const spec: LayerSpec = { type: "batch_normalization", momentum: 0.9, epsilon: 1e-5 };
  const params = {
    scale: tf.tensor1d([2, 1]),
    offset: tf.tensor1d([1, 0]),
    mean: tf.tensor1d([0, 10]),
    variance: tf.tensor1d([1, 4]),
  };
  const updated: Record<string, unknown> = {};
  const x = tf.tensor2d([[1, 0], [3, 4]]);
  const y = applyLayer(spec, x, {
    params,
    rng: createRng,
    update: (name, value) => updated[name] = value.arraySync(),
  });
  assertClose(y.arraySync(), [[-1, -1], [3, 1]], 1e-4);
  assertClose(updated.mean, [0.2, 9.2]);
  assertClose(updated.variance, [0.9 + 0.1, 3.6 + 0.4]);
  assertClose(apply(spec, x, params), [[3, -5], [7, -3]], 1e-4);
});

Deno.test("dropout keeps the mean in training, depends on each example's stream, and rests otherwise", () => {
  const spec: LayerSpec = { type: "dropout", rate: 0.25 };
  const x = tf.ones([2, 4000]);
  const run = (seeds: number[]) =>
    applyLayer(spec, x, { rng: (i) => createRng(seeds[i]) }).arraySync() as number[][];
  const [first, second] = run([1, 2]);
  assertEquals(run([2, 1]), [second, first]);
  assertEquals(new Set(first), new Set([0, Math.fround(1 / 0.75)]));
  assertAlmostEquals(first.filter((value) => value === 0).length / 4000, 0.25, 0.03);
  assertEquals(apply(spec, x), x.arraySync());
});

Deno.test("flatten and reshape undo each other", () => {
  const x = tf.range(0, 24).reshape([2, 3, 4, 1]);
  const flat = apply({ type: "flatten" }, x) as number[][];
  assertEquals(flat[1], [...Array(12).keys()].map((i) => i + 12));
  assertEquals(apply({ type: "reshape", shape: [3, 4, 1] }, tf.tensor2d(flat)), x.arraySync());
  assertThrows(
    () =>
      layerOf({ type: "reshape", shape: [5] }).outputShape({ type: "reshape", shape: [5] }, [6]),
    RangeError,
    'Cannot apply "reshape" to shape [6]: its 6 values do not fill [5]',
  );
});

Deno.test("center takes the mean away, and its mirror adds it back", () => {
  const center = tf.tensor1d([1, 2]);
  const x = tf.tensor2d([[1, 1], [3, 3]]);
  assertEquals(apply({ type: "center" }, x, { center }), [[0, -1], [2, 1]]);
  assertEquals(apply({ type: "center", tiedTo: "encoder.0" }, x, { center }), [[2, 3], [4, 5]]);
});
