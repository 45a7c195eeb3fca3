import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { sizeOf } from "../../../src/core/shape.ts";
import type { LikelihoodConfig } from "../../../src/core/likelihood.ts";
import { createRng } from "../../../src/core/rng.ts";
import {
  consecutiveBatches,
  type DenseExamples,
  type ExampleBatch,
} from "../../../src/data/mod.ts";
import {
  importanceWeightedSurprise,
  negativeElbos,
  variationalBound,
  type VariationalModel,
} from "../../../src/evaluation/statistics/mod.ts";

/** x = w h + b + noise of variance `VARIANCE`, with one latent h: p(x) = N(b, w wᵀ + σ² I). */
const w = [0.8, -0.5, 0.3], b = [0.1, 0.2, -0.3], VARIANCE = 0.25;
const likelihood: LikelihoodConfig = { type: "gaussian", variance: VARIANCE };
const ww = w.reduce((sum, each) => sum + each ** 2, 0);

/** The posterior p(h | x) = N(mean, variance), in closed form. */
const posterior = {
  variance: 1 / (1 + ww / VARIANCE),
  mean: (x: ArrayLike<number>) =>
    w.reduce((sum, each, i) => sum + each * (x[i] - b[i]), 0) / VARIANCE / (1 + ww / VARIANCE),
};

/** −log p(x) by the matrix determinant lemma and the formula of Sherman and Morrison. */
function surprise(x: ArrayLike<number>): number {
  const d = b.map((each, i) => x[i] - each);
  const dot = w.reduce((sum, each, i) => sum + each * d[i], 0);
  const square = d.reduce((sum, each) => sum + each ** 2, 0);
  const mahalanobis = square / VARIANCE - dot ** 2 / VARIANCE ** 2 / (1 + ww / VARIANCE);
  const logDeterminant = 3 * Math.log(VARIANCE) + Math.log(1 + ww / VARIANCE);
  return 0.5 * (mahalanobis + logDeterminant + 3 * Math.log(2 * Math.PI));
}

/** The decoder, beside an encoder that is wrong by an offset and a factor. */
function model({ offset = 0, factor = 1 } = {}): VariationalModel & Required<VariationalModel> {
  return {
    encode({ shape: [count], values }: ExampleBatch) {
      const mean = Float32Array.from(
        { length: count },
        (_, i) => posterior.mean(values.subarray(3 * i, 3 * i + 3)) + offset,
      );
      const logVariance = mean.map(() => Math.log(posterior.variance * factor));
      const of = (values: typeof mean) => ({ shape: [count, 1], values });
      return Promise.resolve({ mean: of(mean), logVariance: of(logVariance) });
    },
    decoder: {
      likelihood,
      decode({ shape: [count], values }) {
        const means = Float32Array.from(
          { length: count * 3 },
          (_, i) => w[i % 3] * values[Math.floor(i / 3)] + b[i % 3],
        );
        return Promise.resolve({ shape: [count, 3], values: means });
      },
    },
  };
}

/** 620 examples [3] of the model itself: two batches of the bound. */
const examples: DenseExamples = (() => {
  const rng = createRng(1);
  const count = 620;
  const drawn = Array.from({ length: count }, () => {
    const h = rng.normal();
    return w.map((each, i) => each * h + b[i] + Math.sqrt(VARIANCE) * rng.normal());
  });
  return { shape: [3], count, values: Float32Array.from(drawn.flat()) };
})();
const exact = Array.from(
  { length: examples.count },
  (_, i) => surprise(examples.values.subarray(3 * i, 3 * i + 3)),
).reduce((sum, each) => sum + each, 0) /
  examples.count;

Deno.test("with the exact posterior as encoder, one importance sample gives the exact likelihood", async () => {
  const found = await importanceWeightedSurprise(examples, model(), {
    samples: 1,
    rng: createRng(2),
  });
  assertAlmostEquals(found, exact, 1e-5);
});

Deno.test("with another encoder the estimate comes from above to the exact likelihood", async () => {
  const wrong = model({ offset: 0.3, factor: 1.5 });
  const few = { ...examples, count: 60 };
  const truth =
    Array.from({ length: 60 }, (_, i) => surprise(examples.values.subarray(3 * i, 3 * i + 3)))
      .reduce((sum, each) => sum + each, 0) / 60;
  const estimate = (of: DenseExamples, samples: number) =>
    importanceWeightedSurprise(of, wrong, { samples, rng: createRng(2) });
  const { negativeElbo } = await variationalBound(examples, wrong, { rng: createRng(2) });
  const two = await estimate(examples, 2), twenty = await estimate(examples, 20);
  assert(negativeElbo! > two + 0.02 && two > twenty + 0.02, `${negativeElbo} ${two} ${twenty}`);
  assert(twenty > exact - 0.01, `${twenty} ${exact}`);
  const many = await estimate(few, 3000);
  // More samples than are decoded at once: the draws of an example come in two parts.
  assertAlmostEquals(many, truth, 0.01);
});

Deno.test("the bound is −log p(x) plus the divergence of the encoder from the posterior", async () => {
  const offset = 0.2, factor = 2;
  const rng = createRng(7);
  const { kl, reconstruction, negativeElbo } = await variationalBound(
    examples,
    model({ offset, factor }),
    { rng },
  );
  assertEquals(negativeElbo, reconstruction! + kl);
  const gap = 0.5 * (factor + offset ** 2 / posterior.variance - 1 - Math.log(factor));
  // One draw of each of 620 examples.
  assertAlmostEquals(negativeElbo! - exact, gap, 0.12);
  const closed = Array.from({ length: examples.count }, (_, i) => {
    const mean = posterior.mean(examples.values.subarray(3 * i, 3 * i + 3)) + offset;
    const variance = posterior.variance * factor;
    return 0.5 * (mean ** 2 + variance - 1 - Math.log(variance));
  }).reduce((sum, each) => sum + each, 0) / examples.count;
  assertAlmostEquals(kl, closed, 1e-5);
});

Deno.test("a latent is active when its mean varies over the examples, and each has its share of the divergence", async () => {
  const labels = Int32Array.from({ length: examples.count }, (_, i) => i % 4);
  const found = await variationalBound({ ...examples, labels }, {
    // The second latent is constant, however far from the prior.
    encode({ shape: [count], values }) {
      const mean = Float32Array.from(
        { length: 2 * count },
        (_, i) => i % 2 ? 3 : values[3 * i / 2],
      );
      return Promise.resolve({
        mean: { shape: [count, 2], values: mean },
        logVariance: { shape: [count, 2], values: new Float32Array(2 * count) },
      });
    },
  }, { rng: createRng(1) });
  assertEquals([found.activeLatents, found.latentKl.length], [1, 2]);
  assertAlmostEquals(found.latentKl[1], 4.5, 1e-9);
  assertAlmostEquals(found.kl, found.latentKl[0] + found.latentKl[1], 1e-12);
  assertEquals("negativeElbo" in found, false);
});

Deno.test("every draw is decoded with the label of its example", async () => {
  const labelled = { ...examples, count: 10, labels: Int32Array.from({ length: 10 }, (_, i) => i) };
  const seen: number[] = [];
  const { encode, decoder } = model();
  await importanceWeightedSurprise(labelled, {
    encode,
    decoder: {
      likelihood,
      decode(codes) {
        assertEquals(codes.labels!.length, sizeOf(codes.shape));
        seen.push(...codes.labels!);
        return decoder.decode(codes);
      },
    },
  }, { samples: 3, rng: createRng(1) });
  assertEquals(seen, Array.from({ length: 30 }, (_, i) => Math.floor(i / 3)));
});

Deno.test("an estimate from no draws is refused", async () => {
  await assertRejects(
    () => importanceWeightedSurprise(examples, model(), { samples: 0, rng: createRng(1) }),
    RangeError,
    "Cannot estimate a likelihood from 0 draws",
  );
});

Deno.test("the bounds of single examples have the bound of all as their mean", async () => {
  const rng = createRng(8), wrong = model({ offset: 0.2, factor: 1.5 });
  const { negativeElbo } = await variationalBound(examples, wrong, { rng });
  let sum = 0, count = 0;
  for (const batch of consecutiveBatches(examples, 70)) {
    const bounds = await negativeElbos(batch, wrong, { rng });
    sum += bounds.reduce((total, each) => total + each, 0);
    count += bounds.length;
  }
  assertEquals(count, examples.count);
  assertAlmostEquals(sum / count, negativeElbo!, 1e-9);
});
