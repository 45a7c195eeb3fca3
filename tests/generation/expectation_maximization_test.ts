import { assert, assertAlmostEquals } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { expectation, maximization } from "../../src/generation/expectation_maximization.ts";
import { fitGaussianMixture, mixtureLogDensity, sampleMixture } from "../../src/generation/mod.ts";
import golden from "../golden/gaussian_mixture.json" with { type: "json" };
import { assertNear, codes } from "./codes.ts";
import { covarianceOf, KNOWN, momentsOf, waves } from "./mixtures.ts";

/** The codes and the first shares of the reference program. */
function reference() {
  const [bends, bumps] = [waves(120, 0, 0.7), waves(120, 500, 0.4)];
  const values = bends.map((bend, i) => bend + bumps[i] * bumps[i] + (i >= 60 ? 0.8 : 0));
  const weights = Float64Array.from(waves(120, 200, 1.5), Math.exp);
  const shares = weights.map((weight, i) => {
    const row = weights.subarray(i - i % 3, i - i % 3 + 3);
    return weight / (row[0] + row[1] + row[2]);
  });
  return { values, shares };
}

for (const covariance of ["full", "diagonal"] as const) {
  Deno.test(`a round of EM gives the densities and the mixture of NumPy: ${covariance}`, () => {
    const { values, shares } = reference();
    const options = { responsibilities: shares, components: 3, covariance, floor: 1e-12 };
    const first = { codeShape: [3], ...maximization(values, options) };
    const expected = golden[covariance];
    assertNear(mixtureLogDensity(first, codes([40, 3], values)), expected.logDensities, 1e-5);
    const mean = expected.logDensities.reduce((sum, density) => sum + density) / 40;
    assertAlmostEquals(expectation(first, { values, responsibilities: shares }), mean, 1e-5);
    const second = { codeShape: [3], ...maximization(values, options) };
    assertNear(second.weights, expected.weights, 1e-6);
    assertNear(second.means, expected.means, 1e-5);
    assertNear([0, 1, 2].flatMap((k) => covarianceOf(second, k)), expected.covariances, 1e-5);
  });

  Deno.test(`no round of EM lowers the likelihood: ${covariance}`, () => {
    const seen = sampleMixture(KNOWN, { count: 500, rng: createRng(4) });
    const likelihoods = Array.from({ length: 30 }, (_, iterations) =>
      fitGaussianMixture(seen, {
        components: 5,
        covariance,
        rng: createRng(9),
        iterations,
        tolerance: -Infinity,
      }).logLikelihood);
    for (let i = 1; i < likelihoods.length; i++) {
      assert(likelihoods[i] >= likelihoods[i - 1] - 1e-12, `round ${i}: ${likelihoods}`);
    }
    assert(likelihoods[29] > likelihoods[0] + 0.01);
  });

  Deno.test(`one component has the mean and the covariance of the codes: ${covariance}`, () => {
    const seen = sampleMixture(KNOWN, { count: 300, rng: createRng(2) });
    const fitted = fitGaussianMixture(seen, { components: 1, covariance, rng: createRng(0) });
    const expected = momentsOf(seen.values, 2);
    assertNear(fitted.weights, [1], 0);
    assertNear(fitted.means, expected.mean, 1e-9);
    const [x, between, , y] = expected.covariance;
    assertNear(
      covarianceOf(fitted, 0),
      covariance === "full" ? expected.covariance : [x, 0, 0, y],
      1e-9,
    );
    // Of codes with this covariance the mean log density is -½ (log |2πΣ| + C).
    const determinant = covariance === "full" ? x * y - between * between : x * y;
    const entropy = 0.5 * (Math.log(4 * Math.PI ** 2 * determinant) + 2);
    assertAlmostEquals(fitted.logLikelihood, -entropy, 1e-9);
  });
}
