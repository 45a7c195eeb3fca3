import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { type AutoencoderSpec, planAutoencoder } from "../../src/model/mod.ts";
import { penaltyOf, type PenaltySpec, penaltySpec } from "../../src/penalties/mod.ts";
import { gradients, toTensors } from "../../src/training/mod.ts";
import { withParams } from "../training/small_models.ts";
import "../start_backend.ts";

const rng = createRng(9);

/** A batch for penalties that look at codes alone. */
function batchOf(code: tf.Tensor, given: Record<string, tf.Tensor> = {}) {
  return {
    model: { encoder: [], decoder: [], codeShape: code.shape.slice(1) },
    x: code,
    code,
    given,
    params: {},
    own: {},
    reconstruction: () => code,
    pullBack: (cotangents: tf.Tensor) => cotangents,
    sample: (i: number) => rng.fork(i),
  };
}

/** A model whose encoder is one layer. */
function modelOf(layer: LayerSpec) {
  return planAutoencoder({
    inputShape: [4],
    encoder: [layer],
    decoder: [{ type: "dense", units: 4 }],
    reconstructionLoss: "mean-squared-error",
  });
}

Deno.test("the divergence from the unit Gaussian is what drawing from the code's distribution finds", () => {
  const mean = [0.7, -1.2], logVariance = [-0.8, 0.5];
  const spec: PenaltySpec = { type: "kl_gaussian", coefficient: 1 };
  const model = modelOf({ type: "gaussian_latent", units: 2 });
  const found = penaltyOf(spec).apply(spec, {
    ...batchOf(tf.tensor2d([mean])),
    model,
    given: {
      "encoder.0.mean": tf.tensor2d([mean]),
      "encoder.0.logVariance": tf.tensor2d([logVariance]),
    },
  })!.dataSync()[0];
  // E_q [log q(h) − log p(h)] from draws of q.
  let sum = 0;
  const draws = rng.fork("draws"), count = 200_000;
  for (let i = 0; i < count; i++) {
    for (const [c, mu] of mean.entries()) {
      const noise = draws.normal(), h = mu + Math.exp(logVariance[c] / 2) * noise;
      sum += (h ** 2 - noise ** 2 - logVariance[c]) / 2;
    }
  }
  assertAlmostEquals(found, sum / count, 0.01);
});

Deno.test("the discrepancy of Gaussian codes is about 0, that of codes far off is not", () => {
  const spec: PenaltySpec = { type: "mmd", coefficient: 1 };
  const valueOf = (shift: number) => {
    const draws = rng.fork("codes");
    const code = tf.tensor2d(Array.from({ length: 600 }, () => draws.normal() + shift), [200, 3]);
    return penaltyOf(spec).apply(spec, batchOf(code))!.dataSync()[0];
  };
  assertAlmostEquals(valueOf(0), 0, 0.03);
  assert(valueOf(1) > 0.2);
  assert(valueOf(2) > valueOf(1));
});

Deno.test("the divergence from coins is what throwing the code's coins finds", () => {
  const probability = [0.15, 0.6, 0.95], prior = 0.3;
  const spec: PenaltySpec = { type: "kl_bernoulli", coefficient: 1, prior };
  const model = modelOf({ type: "bernoulli_latent", units: 3 });
  const found = penaltyOf(spec).apply(spec, {
    ...batchOf(tf.tensor2d([probability])),
    model,
    given: { "encoder.0.probability": tf.tensor2d([probability]) },
  })!.dataSync()[0];
  // E_q [log q(h) − log p(h)] from draws of q.
  let sum = 0;
  const draws = rng.fork("coins"), count = 200_000;
  for (let i = 0; i < count; i++) {
    for (const q of probability) {
      sum += draws.uniform() < q ? Math.log(q / prior) : Math.log((1 - q) / (1 - prior));
    }
  }
  assertAlmostEquals(found, sum / count, 0.01);
});

/** The mean estimate of the discrepancy of codes of Gaussian entries around `shift`, five a batch. */
function meanDiscrepancy(shift: number, repetitions: number): number {
  const spec: PenaltySpec = { type: "mmd", coefficient: 1 };
  let sum = 0;
  for (let i = 0; i < repetitions; i++) {
    const draws = rng.fork("small batch").fork(i);
    const codes = Array.from({ length: 10 }, () => draws.normal() + shift);
    sum += tf.tidy(() => {
      const batch = batchOf(tf.tensor2d(codes, [5, 2]));
      const sample = (example: number) => draws.fork(example);
      return penaltyOf(spec).apply(spec, { ...batch, sample })!.dataSync()[0];
    });
  }
  return sum / repetitions;
}

Deno.test("the estimate of the discrepancy is unbiased: its mean is 0 for Gaussian codes", () => {
  // With pairs of an example and itself it would be about 1.2.
  assertAlmostEquals(meanDiscrepancy(0, 250), 0, 0.08);
});

Deno.test("the estimate of the discrepancy is unbiased: its mean is that of draws one by one", () => {
  // E k(h, h′) + E k(z, z′) − 2 E k(h, z) = 2 E k(d, 0) − 2 E k(d, s), as a difference d of two equal
  // distributions does not depend on their shift s.
  const shift = 0.8, draws = rng.fork("pairs"), count = 100_000;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [Math.SQRT2 * draws.normal(), Math.SQRT2 * draws.normal()];
    const near = x ** 2 + y ** 2, far = (x + shift) ** 2 + (y + shift) ** 2;
    for (const scale of [0.1, 0.2, 0.5, 1, 2, 5, 10]) {
      const width = 2 * 2 * scale;
      sum += 2 * width / (width + near) - 2 * width / (width + far);
    }
  }
  assertAlmostEquals(meanDiscrepancy(shift, 250), sum / count, 0.08);
});

Deno.test("the running mean activation moves by its momentum, and starts at the target", () => {
  const { plan, params } = withParams({
    inputShape: [4],
    encoder: [{ type: "dense", units: 3 }, { type: "activation", function: "sigmoid" }],
    decoder: [{ type: "dense", units: 4 }],
    reconstructionLoss: "mean-squared-error",
    penalties: [{ type: "kl_sparsity", coefficient: 1, sparsityTarget: 0.1, momentum: 0.9 }],
  });
  assertEquals(plan.params["penalties.0.average"].initializer, { constant: 0.1 });
  params["penalties.0.average"].values.fill(0.1);
  const tensors = toTensors(params), x = tf.tensor2d([[1, 0, 0, 1], [0, 1, 1, 0]]);
  const { statistics, penalties } = gradients(plan, x, { params: tensors, rng });
  const codes = tf.sigmoid(
    tf.add(tf.matMul(x, tensors["encoder.0.weight"]), tensors["encoder.0.bias"]),
  );
  const expected = tf.add(0.09, tf.mul(tf.mean(codes, 0), 0.1)).dataSync();
  statistics["penalties.0.average"].dataSync().forEach((value, i) =>
    assertAlmostEquals(value, expected[i], 1e-6)
  );
  assertEquals(Object.keys(penalties), ["kl_sparsity"]);
});

Deno.test("a loss is its reconstruction and its penalties, each logged before its coefficient", () => {
  const base: AutoencoderSpec = {
    inputShape: [4],
    encoder: [{ type: "dense", units: 3 }],
    decoder: [{ type: "dense", units: 4 }],
    reconstructionLoss: "mean-squared-error",
    penalties: [
      { type: "code_l1", coefficient: 0.5, warmUp: 0.4 },
      { type: "code_l2", coefficient: 0.25 },
      { type: "code_l1", coefficient: 2 },
    ],
  };
  const { plan, params } = withParams(base);
  const tensors = toTensors(params), x = tf.tensor2d([[1, 0, 0, 1], [0, 1, 1, 0]]);
  const at = (progress: number) => gradients(plan, x, { params: tensors, rng, progress });
  const { loss, reconstructionLoss, penalties } = at(0.1);
  assertEquals(Object.keys(penalties), ["code_l1", "code_l2", "code_l1.2"]);
  assertAlmostEquals(
    loss,
    reconstructionLoss + 0.125 * penalties.code_l1 + 0.25 * penalties.code_l2 +
      2 * penalties["code_l1.2"],
    1e-5,
  );
  assertAlmostEquals(at(1).loss - loss, 0.375 * penalties.code_l1, 1e-5);
});

const refused: readonly [PenaltySpec, string][] = [
  [{ type: "kl_gaussian", coefficient: 1 }, "the code has no distribution"],
  [{ type: "kl_bernoulli", coefficient: 1, prior: 0.5 }, "the code has no probabilities"],
  [{ type: "kl_sparsity", coefficient: 1, sparsityTarget: 0.1 }, "the code must be in (0, 1)"],
];
for (const [penalty, why] of refused) {
  Deno.test(`${penalty.type} is refused on a code that it says nothing about`, () => {
    const plan = () =>
      planAutoencoder({
        inputShape: [4],
        encoder: [{ type: "dense", units: 3 }],
        decoder: [{ type: "dense", units: 4 }],
        reconstructionLoss: "mean-squared-error",
        penalties: [penalty],
      });
    assertThrows(plan, RangeError, why);
  });
}

Deno.test("options out of range are refused", () => {
  const wrong = [
    { type: "kl_sparsity", coefficient: 1, sparsityTarget: 0 },
    { type: "kl_sparsity", coefficient: 1, sparsityTarget: 1 },
    { type: "kl_sparsity", coefficient: 1, sparsityTarget: 0.1, momentum: 1 },
    { type: "kl_gaussian", coefficient: -1 },
    { type: "code_l1", coefficient: 1, warmUp: 2 },
    { type: "kl_bernoulli", prior: 1 },
  ];
  for (const spec of wrong) assertThrows(() => penaltySpec.parse(spec));
});
