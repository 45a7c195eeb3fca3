import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import {
  dataBias,
  estimateLogPartition,
  exactLogPartition,
  freeEnergy,
  gibbs,
  hiddenMeans,
  pseudoLogLikelihood,
  reverseLogLikelihood,
  visibleMeans,
} from "../../src/boltzmann/mod.ts";
import { temperatures } from "../../src/boltzmann/annealing/temperatures.ts";
import {
  agreement,
  allStates,
  array,
  logWeight,
  patterns,
  toyParams,
  toySpec,
} from "./toy_machine.ts";
import "../start_backend.ts";

const rng = createRng(8);
const rowsOf = (rows: number[][]) => ({
  shape: [rows.length, rows[0].length],
  values: Float32Array.from(rows.flat()),
});
const logSum = (x: number[]) => Math.log(x.reduce((sum, value) => sum + Math.exp(value), 0));

Deno.test("a free energy is that of the sum over all hidden states", () => {
  const params = toyParams(5, 4, 2), states = allStates(5);
  const energies = freeEnergy(params, toySpec(5, 4), rowsOf(states));
  states.forEach((v, row) => {
    const sum = logSum(allStates(4).map((h) => agreement(params, v, h)));
    assertAlmostEquals(energies[row], -sum, 1e-5);
  });
});

Deno.test("free energies of Gaussian units are those of integrals over them", () => {
  const params = toyParams(2, 1, 0.7), x = array([1, 2], 9);
  const h = Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
  const v = [...x.values];
  const spec = (visible: "bernoulli" | "gaussian", hidden: "bernoulli" | "gaussian") => ({
    visible: { units: visible, size: 2 },
    hidden: { units: hidden, size: 1 },
  });
  const ofLinear = logSum(h.map((y) => agreement(params, v, [y]) - y * y / 2)) + Math.log(0.01);
  assertAlmostEquals(freeEnergy(params, spec("bernoulli", "gaussian"), x)[0], -ofLinear, 1e-5);
  const bias = params.visibleBias.values;
  const distance = v.reduce((sum, value, i) => sum + (value - bias[i]) ** 2 / 2, 0);
  const ofVisible = logWeight(params, v) - v.reduce((sum, value, i) => sum + value * bias[i], 0);
  const energy = freeEnergy(params, spec("gaussian", "bernoulli"), x)[0];
  assertAlmostEquals(energy, distance - ofVisible, 1e-5);
});

Deno.test("the exact partition function sums over either side", () => {
  for (const [visible, hidden] of [[6, 3], [3, 6], [13, 14]]) {
    const params = toyParams(visible, hidden);
    const expected = logSum(allStates(visible).map((v) => logWeight(params, v)));
    assertAlmostEquals(exactLogPartition(params, toySpec(visible, hidden)), expected, 1e-4);
  }
});

Deno.test("annealed importance sampling comes within 0.1 nat of the exact partition function", () => {
  const stretches = [{ to: 0.5, steps: 100 }, { to: 1, steps: 900 }];
  for (const [visible, hidden, scale] of [[30, 20, 1], [12, 8, 2], [50, 10, 0.5]]) {
    const params = toyParams(visible, hidden, scale), spec = toySpec(visible, hidden);
    const base = dataBias(spec, patterns(40, visible));
    const exact = exactLogPartition(params, spec);
    const { estimate, low, high, logWeights } = estimateLogPartition(params, spec, {
      base,
      rng,
      stretches,
    });
    assertAlmostEquals(estimate, exact, 0.1);
    assert(low < estimate && estimate < high && low < exact && exact < high);
    assertEquals(logWeights.length, 100);
  }
});

Deno.test("the reverse estimate lies at or below the exact likelihood, and near it", () => {
  const params = toyParams(30, 15), spec = toySpec(30, 15), data = patterns(40, 30);
  const x = { shape: [40, 30], values: data.values as Float32Array<ArrayBuffer> };
  const exact = freeEnergy(params, spec, x).map((f) => -f - exactLogPartition(params, spec));
  const mean = (a: Float64Array) => a.reduce((sum, value) => sum + value, 0) / a.length;
  const options = { base: dataBias(spec, data), rng };
  const estimate = (steps: number) =>
    mean(reverseLogLikelihood(params, spec, x, { ...options, stretches: [{ to: 1, steps }] }));
  const [short, long] = [estimate(10), estimate(2000)];
  assert(short < long && long < mean(exact) + 0.1, `${short}, ${long}, ${mean(exact)}`);
  assertAlmostEquals(long, mean(exact), 0.2);
});

Deno.test("each chain's weight is its own, however many there are", () => {
  const params = toyParams(9, 5), spec = toySpec(9, 5), base = dataBias(spec, patterns(8, 9));
  const weights = (chains: number) =>
    estimateLogPartition(params, spec, { base, rng, chains, stretches: [{ to: 1, steps: 20 }] })
      .logWeights;
  weights(3).forEach((weight, i) => assertAlmostEquals(weight, weights(7)[i], 1e-12));
});

Deno.test("estimates of the pseudo-log-likelihood average to its exact value", () => {
  const params = toyParams(6, 4), v = [1, 0, 0, 1, 1, 0];
  const exact = v.reduce((sum, _, i) => {
    const flipped = v.map((value, j) => j === i ? 1 - value : value);
    return sum - Math.log1p(Math.exp(logWeight(params, flipped) - logWeight(params, v)));
  }, 0);
  const rows = rowsOf(Array.from({ length: 3000 }, () => v));
  const estimates = pseudoLogLikelihood(params, toySpec(6, 4), rows, { rng });
  assertEquals(new Set(estimates).size, 6);
  assertAlmostEquals(estimates.reduce((sum, value) => sum + value, 0) / 3000, exact, 0.1);
});

Deno.test("means of either side are those of the closed form", () => {
  const params = toyParams(2, 3),
    [w, b, c] = [params.weight, params.visibleBias, params.hiddenBias];
  const inputs = [0, 1, 2].map((j) => c.values[j] + w.values[j] * 0.5 - w.values[3 + j]);
  const x = rowsOf([[0.5, -1]]);
  const means = (units: "bernoulli" | "rectified" | "gaussian") =>
    hiddenMeans(params, { visible: { size: 2 }, hidden: { units, size: 3 } }, x).values;
  inputs.forEach((input, j) => {
    assertAlmostEquals(means("bernoulli")[j], 1 / (1 + Math.exp(-input)), 1e-6);
    assertAlmostEquals(means("rectified")[j], Math.max(0, input), 1e-6);
    assertAlmostEquals(means("gaussian")[j], input, 1e-6);
  });
  const back = visibleMeans(params, toySpec(2, 3), rowsOf([[1, 0, 0.5]])).values;
  const input = b.values[0] + w.values[0] + w.values[2] / 2;
  assertAlmostEquals(back[0], 1 / (1 + Math.exp(-input)), 1e-6);
});

Deno.test("samples of long chains have the exact probabilities of a small machine", () => {
  const params = toyParams(3, 2, 2), spec = toySpec(3, 2), states = allStates(3), count = 20_000;
  const start = { shape: [count, 3], values: new Float32Array(3 * count) };
  const { states: drawn, means } = gibbs(params, spec, { start, steps: 30, rng });
  const counts = new Array(8).fill(0);
  for (let row = 0; row < count; row++) {
    counts[drawn.values[3 * row] + 2 * drawn.values[3 * row + 1] + 4 * drawn.values[3 * row + 2]]++;
  }
  const weights = states.map((v) => Math.exp(logWeight(params, v)));
  const sum = weights.reduce((a, b) => a + b);
  // Five standard errors of a share.
  counts.forEach((n, i) =>
    assertAlmostEquals(n / count, weights[i] / sum, 5 * 0.5 / Math.sqrt(count))
  );
  assert(means.values.every((mean) => mean > 0 && mean < 1));
});

Deno.test("likelihoods refuse what they do not hold for", () => {
  const params = toyParams(4, 3), spec = toySpec(4, 3), x = array([2, 4], 1);
  const rectified = { visible: { size: 4 }, hidden: { units: "rectified", size: 3 } } as const;
  const base = dataBias(spec, patterns(4, 4)), ones = { ...x, values: x.values.map(() => 1) };
  assertThrows(() => freeEnergy(params, rectified, x), RangeError, "no closed form");
  assertThrows(() => freeEnergy(params, spec, array([2, 3], 1)), RangeError, "rows of 4 values");
  assertThrows(
    () => freeEnergy({ ...params, weight: x }, spec, x),
    RangeError,
    '"weight" has shape',
  );
  assertThrows(() => pseudoLogLikelihood(params, spec, x, { rng }), RangeError, "draw or round");
  assertThrows(() => exactLogPartition(params, rectified), RangeError, "rectified hidden units");
  assertThrows(
    () => exactLogPartition(toyParams(21, 22), toySpec(21, 22)),
    RangeError,
    "states of 21 units",
  );
  assertThrows(
    () => estimateLogPartition(params, spec, { base: array([3], 1), rng }),
    RangeError,
    "from biases [3]",
  );
  assertThrows(
    () => reverseLogLikelihood(params, spec, x, { base, rng }),
    RangeError,
    "values between 0 and 1",
  );
  assertThrows(
    () => gibbs(params, spec, { start: ones, steps: 0, rng }),
    RangeError,
    "Cannot take 0 Gibbs steps",
  );
  assertThrows(() => temperatures([{ to: 0.5, steps: 3 }]), RangeError, "a last stretch to 1");
  assertThrows(() => temperatures([{ to: 1, steps: 0 }]), RangeError, "rise to 1");
});
