import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { likelihoodOf } from "../../src/core/log_likelihood.ts";
import { createRng } from "../../src/core/rng.ts";

const bernoulli = likelihoodOf({ type: "bernoulli" });
const categorical = likelihoodOf({ type: "categorical" });
const rng = createRng(5);

/** The mean and the variance of each value over many draws. */
function moments(draw: (i: number) => Float32Array, count: number) {
  const draws = Array.from({ length: count }, (_, i) => draw(i));
  return Array.from(draws[0], (_, at) => {
    const mean = draws.reduce((sum, values) => sum + values[at], 0) / count;
    const square = draws.reduce((sum, values) => sum + values[at] ** 2, 0) / count;
    return { mean, variance: square - mean ** 2 };
  });
}

Deno.test("the Gaussian log-likelihood is that of the density, one variance for all or one for each", () => {
  const x = Float32Array.of(1, 2, -1), mean = Float32Array.of(0.5, 2, 1);
  const density = (d: number, variance: number) =>
    Math.log(Math.exp(-(d ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance));
  const one = likelihoodOf({ type: "gaussian", variance: 0.25 });
  assertAlmostEquals(
    one.logLikelihood(x, mean),
    density(0.5, 0.25) + density(0, 0.25) + density(2, 0.25),
    1e-12,
  );
  const each = likelihoodOf({ type: "gaussian", variance: [1, 2, 4] });
  assertAlmostEquals(
    each.logLikelihood(x, mean),
    density(0.5, 1) + density(0, 2) + density(2, 4),
    1e-12,
  );
});

Deno.test("the Bernoulli log-likelihood is the sum of log-probabilities, for however many values", () => {
  for (const size of [1, 39, 40, 41, 100]) {
    const x = new Float32Array(size).map(() => Number(rng.uniform() < 0.5));
    const mean = new Float32Array(size).map(() => rng.uniform());
    const terms = Array.from(x, (value, i) => Math.log(value === 1 ? mean[i] : 1 - mean[i]));
    assertAlmostEquals(
      bernoulli.logLikelihood(x, mean),
      terms.reduce((sum, term) => sum + term, 0),
      1e-10,
    );
  }
});

Deno.test("a sure mistake of 784 values costs 784 times ln 10⁷ nats, not infinitely many", () => {
  const ones = new Float32Array(784).fill(1), zeros = new Float32Array(784);
  const cost = -784 * Math.log(1e7);
  assertAlmostEquals(bernoulli.logLikelihood(ones, zeros), cost, 1e-9);
  assertAlmostEquals(bernoulli.logLikelihood(zeros, ones), cost, 1e-3);
});

Deno.test("values between 0 and 1 count as the negative cross-entropy", () => {
  const x = Float32Array.of(0.25, 1), mean = Float32Array.of(0.5, 0.75);
  assertAlmostEquals(
    bernoulli.logLikelihood(x, mean),
    Math.log(0.5) + Math.log(0.75),
    1e-12,
  );
});

Deno.test("the categorical log-likelihood is Σ x log x̂", () => {
  const mean = Float32Array.of(0.5, 0.25, 0.25, 0);
  assertAlmostEquals(
    categorical.logLikelihood(Float32Array.of(0, 1, 0, 0), mean),
    Math.log(0.25),
    1e-12,
  );
});

Deno.test("draws have the mean and the variance of their distribution", () => {
  const mean = Float32Array.of(0.2, 0.5, 0.3), count = 20_000;
  const [first, second] = moments(
    (i) => likelihoodOf({ type: "gaussian", variance: [4, 1, 1] }).draw(mean, rng.fork(`g${i}`)),
    count,
  );
  assertAlmostEquals(first.mean, 0.2, 0.05);
  assertAlmostEquals(first.variance, 4, 0.15);
  assertAlmostEquals(second.variance, 1, 0.05);
  for (const [name, { draw }] of Object.entries({ bernoulli, categorical })) {
    const found = moments((i) => draw(mean, rng.fork(`${name}${i}`)), count);
    found.forEach((each, i) => {
      assertAlmostEquals(each.mean, mean[i], 0.015);
      assertAlmostEquals(each.variance, mean[i] * (1 - mean[i]), 0.015);
    });
  }
});

Deno.test("a categorical draw is one outcome, none that cannot be", () => {
  for (let i = 0; i < 1000; i++) {
    const drawn = categorical.draw(Float32Array.of(0, 0.6, 0.4, 0), rng.fork(i));
    assertEquals(drawn.reduce((sum, value) => sum + value), 1);
    assert(drawn[0] === 0 && drawn[3] === 0);
  }
});

Deno.test("a mixed log-likelihood is the sum of those of its groups, and draws are theirs", () => {
  const { logLikelihood, draw } = likelihoodOf({
    type: "mixed",
    groups: [
      { type: "gaussian", variance: [4, 1], size: 2 },
      { type: "categorical", size: 3 },
      { type: "bernoulli", size: 1 },
    ],
  });
  const mean = Float32Array.of(0.5, -1, 0.2, 0.5, 0.3, 0.25);
  const x = Float32Array.of(1.5, 1, 0, 0, 1, 0);
  const normal = (d: number, variance: number) =>
    -(d ** 2) / (2 * variance) - 0.5 * Math.log(2 * Math.PI * variance);
  const expected = normal(1, 4) + normal(2, 1) + Math.log(0.3) + Math.log(0.75);
  assertAlmostEquals(logLikelihood(x, mean), expected, 1e-6);
  const drawn = moments((i) => draw(mean, rng.fork(`mixed${i}`)), 20_000);
  drawn.forEach((each, i) => assertAlmostEquals(each.mean, mean[i], 0.05));
  assertAlmostEquals(drawn[0].variance, 4, 0.15);
  const one = draw(mean, rng.fork("one"));
  assertEquals(one[2] + one[3] + one[4], 1);
});
