import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import type { Value } from "../../../src/layers/mod.ts";
import { encode, planAutoencoder } from "../../../src/model/mod.ts";
import { gradients, toTensors } from "../../../src/training/mod.ts";
import { applyLayer } from "../apply_layer.ts";
import { withParams } from "../../training/small_models.ts";
import "../../start_backend.ts";

const rng = createRng(8);
const x = [[0.5, -1, 2]];

Deno.test("a Gaussian code is its mean outside training, and draws have its mean and variance", () => {
  const params = {
    weight: tf.tensor2d([[1, 0, 0.3, 0], [0, 1, 0, -0.4], [0.5, -0.5, 0.1, 0.2]]),
    bias: tf.tensor1d([0.1, 0.2, -0.5, 0]),
  };
  const spec = { type: "gaussian_latent" as const, units: 2 };
  const given: Record<string, Value> = {};
  const mean = applyLayer(spec, tf.tensor2d(x), { params, given }).arraySync() as number[][];
  assertAlmostEquals(mean[0][0], 0.5 + 1 + 0.1, 1e-6);
  assertAlmostEquals(mean[0][1], -1 - 1 + 0.2, 1e-6);
  const [logVariance] = (given.logVariance as tf.Tensor).arraySync() as number[][];
  assertAlmostEquals(logVariance[0], 0.15 + 0.2 - 0.5, 1e-6);

  const count = 20_000;
  const many = tf.tile(tf.tensor2d(x), [count, 1]);
  const draws = applyLayer(spec, many, { params, rng: (i) => rng.fork(i) });
  const { mean: average, variance } = tf.moments(draws, 0);
  average.dataSync().forEach((value, i) => assertAlmostEquals(value, mean[0][i], 0.03));
  variance.dataSync().forEach((value, i) =>
    assertAlmostEquals(value / Math.exp(logVariance[i]), 1, 0.03)
  );
});

Deno.test("a code of coins is the more likely side outside training, and draws fall as often as p", () => {
  const params = { weight: tf.tensor2d([[1, 0], [0, 1], [0, 0]]), bias: tf.tensor1d([0.3, 0]) };
  const spec = { type: "bernoulli_latent" as const, units: 2 };
  assertEquals([...applyLayer(spec, tf.tensor2d(x), { params }).dataSync()], [1, 0]);
  const count = 20_000;
  const many = tf.tile(tf.tensor2d(x), [count, 1]);
  const draws = applyLayer(spec, many, { params, rng: (i) => rng.fork(i) });
  const rates = tf.mean(draws, 0).dataSync();
  assertAlmostEquals(rates[0], 1 / (1 + Math.exp(-0.8)), 0.02);
  assertAlmostEquals(rates[1], 1 / (1 + Math.exp(1)), 0.02);
  assertEquals(new Set(draws.dataSync()), new Set([0, 1]));
});

Deno.test("the gradient of a coin goes straight through to its probability", () => {
  const { plan, params } = withParams({
    inputShape: [3],
    encoder: [{ type: "bernoulli_latent", units: 2 }],
    decoder: [{ type: "dense", units: 3 }],
    reconstructionLoss: "mean-squared-error",
  });
  const tensors = toTensors(params), batch = tf.tensor2d([...x, [1, 0.2, -0.3]]);
  const found = gradients(plan, batch, { params: tensors, rng });
  // By hand: h is what was drawn, dh/dp is 1.
  const code = encode(plan, batch, { params: tensors, sample: (i) => rng.fork(i) })
    .code as tf.Tensor;
  const { "encoder.0.weight": w, "encoder.0.bias": b, "decoder.0.weight": v, "decoder.0.bias": c } =
    tensors;
  const p = tf.sigmoid(tf.add(tf.matMul(batch, w), b));
  const error = tf.sub(tf.add(tf.matMul(code, v), c), batch);
  const dCode = tf.matMul(tf.mul(error, 2 / 6), v, false, true);
  const dLogit = tf.mul(dCode, tf.mul(p, tf.sub(1, p)));
  const expected = tf.matMul(batch, dLogit, true).dataSync();
  found.gradients["encoder.0.weight"].dataSync().forEach((value, i) =>
    assertAlmostEquals(value, expected[i], 1e-6)
  );
});

Deno.test("one stream gives one draw, another one another", () => {
  const { plan, params } = withParams({
    inputShape: [3],
    encoder: [{ type: "gaussian_latent", units: 2 }],
    decoder: [{ type: "dense", units: 3 }],
    reconstructionLoss: "mean-squared-error",
  });
  const tensors = toTensors(params);
  const draw = (seed: number) =>
    (encode(plan, tf.tensor2d(x), {
      params: tensors,
      sample: (i) => createRng(seed).fork(i),
    }).code as tf.Tensor).dataSync();
  assertEquals(draw(1), draw(1));
  assert(draw(1)[0] !== draw(2)[0]);
});

Deno.test("a model that depends on classes needs labels, and one number of classes", () => {
  const plan = (encoder: number, decoder: number) =>
    planAutoencoder({
      inputShape: [3],
      encoder: [{ type: "condition", classes: encoder }, { type: "dense", units: 2 }],
      decoder: [{ type: "condition", classes: decoder }, { type: "dense", units: 3 }],
      reconstructionLoss: "mean-squared-error",
    });
  assertEquals(plan(4, 4).classes, 4);
  assertThrows(
    () => plan(4, 5),
    RangeError,
    "Cannot tell examples apart by 4 classes in one layer",
  );
  assertThrows(
    () => applyLayer({ type: "condition", classes: 4 }, tf.tensor2d(x)),
    TypeError,
    "without labels",
  );
});
