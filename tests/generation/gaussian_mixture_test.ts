import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import {
  type Covariance,
  fitGaussianMixture,
  mixtureLogDensity,
  sampleMixture,
  unitNormal,
} from "../../src/generation/mod.ts";
import { assertNear, codes } from "./codes.ts";
import { covarianceOf, KNOWN, momentsOf, waves } from "./mixtures.ts";

Deno.test("a mixture fitted to draws from a known one recovers it", () => {
  const seen = sampleMixture(KNOWN, { count: 20_000, rng: createRng(3) });
  const fitted = fitGaussianMixture(seen, { components: 2, rng: createRng(5), tolerance: 1e-7 });
  const order = fitted.means[0] < fitted.means[2] ? [0, 1] : [1, 0];
  order.forEach((found, k) => {
    assertAlmostEquals(fitted.weights[found], KNOWN.weights[k], 0.015);
    assertNear(
      fitted.means.subarray(2 * found, 2 * found + 2),
      KNOWN.means.subarray(2 * k, 2 * k + 2),
      0.04,
    );
    assertNear(covarianceOf(fitted, found), covarianceOf(KNOWN, k), 0.06);
  });
  const known = mixtureLogDensity(KNOWN, seen).reduce((sum, density) => sum + density) / 20_000;
  assertAlmostEquals(fitted.logLikelihood, known, 1e-3);
});

Deno.test("draws have the mean and the covariance of their mixture", () => {
  const { values, shape } = sampleMixture(KNOWN, { count: 40_000, rng: createRng(7) });
  assertEquals(shape, [40_000, 2]);
  const { mean, covariance } = momentsOf(values, 2);
  // μ = Σ wₖ μₖ and Σ = Σ wₖ (Σₖ + μₖ μₖᵀ) − μ μᵀ.
  assertNear(mean, [0.5, 0.3], 0.04);
  const second = [0, 1, 2, 3].map((at) => {
    const i = at >> 1, j = at & 1;
    return [0, 1].reduce((sum, k) => {
      const own = covarianceOf(KNOWN, k)[at] + KNOWN.means[2 * k + i] * KNOWN.means[2 * k + j];
      return sum + KNOWN.weights[k] * own;
    }, -[0.5, 0.3][i] * [0.5, 0.3][j]);
  });
  assertNear(covariance, second, 0.1);
  const unit = momentsOf(
    sampleMixture(unitNormal([1, 3]), { count: 20_000, rng: createRng(1) }).values,
    3,
  );
  assertNear(unit.mean, [0, 0, 0], 0.03);
  assertNear(unit.covariance, [1, 0, 0, 0, 1, 0, 0, 0, 1], 0.04);
});

Deno.test("one seed gives one mixture, and the first codes do not depend on how many are drawn", () => {
  const seen = sampleMixture(KNOWN, { count: 400, rng: createRng(1) });
  const fit = () => fitGaussianMixture(seen, { components: 4, rng: createRng(6) });
  assertEquals(fit(), fit());
  const few = sampleMixture(KNOWN, { count: 3, rng: createRng(1) });
  assertEquals(seen.values.subarray(0, 6), few.values);
});

Deno.test("the density far from every component neither over- nor underflows", () => {
  const far = mixtureLogDensity(unitNormal([2]), codes([1, 2], [300, 400]));
  assertAlmostEquals(far[0], -125_000 - Math.log(2 * Math.PI), 1e-6);
});

Deno.test("codes that are all one, or fewer than their values, still make a mixture", () => {
  for (const covariance of ["full", "diagonal"] satisfies Covariance[]) {
    const same = fitGaussianMixture(codes([6, 2], Array(12).fill(3)), {
      components: 3,
      covariance,
      rng: createRng(1),
    });
    assert(same.weights.every(Number.isFinite) && Number.isFinite(same.logLikelihood));
    const drawn = sampleMixture(same, { count: 5, rng: createRng(1) });
    assertNear(drawn.values, Array(10).fill(3), 1e-5);
    const few = fitGaussianMixture(codes([4, 8], waves(32, 0, 1)), {
      components: 2,
      covariance,
      rng: createRng(1),
    });
    assert(few.cholesky.every(Number.isFinite) && Number.isFinite(few.logLikelihood));
  }
});

Deno.test("codes of up to 64 values have full covariances, larger ones diagonal ones", () => {
  const fit = (size: number) =>
    fitGaussianMixture(codes([3, 1, size], waves(3 * size, 0, 1)), {
      components: 1,
      rng: createRng(0),
    });
  assertEquals([fit(64).covariance, fit(65).covariance], ["full", "diagonal"]);
  assertEquals([fit(64).codeShape, fit(65).cholesky.length], [[1, 64], 65]);
});

Deno.test("what no mixture can be fitted to is refused in one sentence", () => {
  const three = codes([3, 2], [1, 2, 3, 4, 5, 6]), rng = createRng(0);
  const fit = (seen: typeof three, components: number, covariance?: Covariance) => () =>
    fitGaussianMixture(seen, { components, rng, ...(covariance && { covariance }) });
  const wrongs: readonly (readonly [() => unknown, string])[] = [
    [fit(three, 4), "Cannot fit 4 components to 3 codes: expected a whole number from 1 to 3"],
    [fit(three, 1.5), "Cannot fit 1.5 components to 3 codes: expected a whole number from 1 to 3"],
    [fit(codes([0, 2], []), 1), "Cannot fit 1 components to 0 codes: expected codes"],
    [
      fit(codes([2, 1], [1, NaN]), 1),
      "Cannot fit a mixture to codes: some of their values are not finite",
    ],
    [
      fit(codes([1, 20_000], new Float32Array(20_000)), 1, "full"),
      "Cannot fit 1 full covariances to codes of 20000 values: they would take more than a gibibyte, use diagonal ones",
    ],
    [
      () => mixtureLogDensity(KNOWN, codes([1, 3], [1, 2, 3])),
      "Cannot measure codes of shape [1, 3]: expected [B, 2]",
    ],
    [
      () => sampleMixture(KNOWN, { count: -1, rng }),
      "Cannot draw -1 codes: expected a whole number from 0 up",
    ],
  ];
  for (const [call, sentence] of wrongs) {
    assertEquals(assertThrows(call, RangeError).message, sentence);
  }
});
