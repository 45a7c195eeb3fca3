import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import {
  averagePrecision,
  detection,
  fewestFor,
  percentile,
  precisionAtK,
  type Ranking,
  rocAuc,
  squaredErrors,
} from "../../../src/evaluation/statistics/mod.ts";

const golden: {
  scores: number[];
  positives: number[];
  rocAuc: number;
  averagePrecision: number;
  percentiles: Record<string, number>;
}[] = JSON.parse(
  Deno.readTextFileSync(new URL("../../golden/ranking.json", import.meta.url)),
);

const ranking = (scores: readonly number[], positives: readonly number[]): Ranking => ({
  scores: Float64Array.from(scores),
  positives: Uint8Array.from(positives),
});

Deno.test("figures of rankings are those of scikit-learn, percentiles those of NumPy", () => {
  for (const { scores, positives, percentiles, ...expected } of golden) {
    const ranks = ranking(scores, positives);
    assertAlmostEquals(rocAuc(ranks), expected.rocAuc, 1e-12);
    assertAlmostEquals(averagePrecision(ranks), expected.averagePrecision, 1e-12);
    const sorted = scores.toSorted((a, b) => a - b);
    for (const [percent, value] of Object.entries(percentiles)) {
      assertAlmostEquals(percentile(sorted, Number(percent)), value, 1e-12);
    }
  }
});

Deno.test("a ranking of anomalies alone on top is perfect, one without order tells nothing", () => {
  const best = { rocAuc: 1, averagePrecision: 1, precisionAtK: 1 };
  assertEquals(detection(ranking([0, 3, 1, Infinity], [0, 1, 0, 1])), best);
  const equal = ranking([2, 2, 2, 2, 2], [1, 0, 0, 1, 0]);
  assertEquals(detection(equal), { rocAuc: 0.5, averagePrecision: 0.4, precisionAtK: 0.4 });
  const worst = detection(ranking([1, 2, 3, 4], [1, 0, 0, 0]));
  assertEquals(worst, { rocAuc: 0, averagePrecision: 0.25, precisionAtK: 0 });
});

Deno.test("an anomaly among equal scores at the last place counts as a random order has it", () => {
  // The first is found; one of three equal scores takes the second place.
  assertAlmostEquals(precisionAtK(ranking([5, 2, 2, 2, 1], [1, 1, 0, 0, 0])), (1 + 1 / 3) / 2);
});

/** The figures by their definitions, over all pairs of examples. */
function byPairs({ scores, positives }: Ranking) {
  const indices = [...scores.keys()];
  const of = (kind: number) => indices.filter((i) => positives[i] === kind);
  const anomalies = of(1), others = of(0);
  let won = 0;
  for (const a of anomalies) {
    for (const b of others) {
      won += scores[a] > scores[b] ? 1 : scores[a] === scores[b] ? 0.5 : 0;
    }
  }
  const precisions = anomalies.map((a) => {
    const above = indices.filter((i) => scores[i] >= scores[a]);
    return above.filter((i) => positives[i] === 1).length / above.length;
  });
  return {
    rocAuc: won / (anomalies.length * others.length),
    averagePrecision: precisions.reduce((sum, each) => sum + each, 0) / anomalies.length,
  };
}

Deno.test("areas and precisions are those of all pairs, for many random rankings with ties", () => {
  const rng = createRng(5);
  for (let round = 0; round < 60; round++) {
    const count = 2 + rng.integer(40), levels = 1 + rng.integer(12);
    const positives = Array.from({ length: count }, () => rng.integer(2));
    [positives[0], positives[1]] = [1, 0];
    const ranks = ranking(positives.map(() => rng.integer(levels)), positives);
    const pairs = byPairs(ranks), found = detection(ranks);
    assertAlmostEquals(found.rocAuc, pairs.rocAuc, 1e-12);
    assertAlmostEquals(found.averagePrecision, pairs.averagePrecision, 1e-12);
    // Turned round, what was told apart is told apart the other way.
    const turned = { ...ranks, scores: ranks.scores.map((score) => -score) };
    assertAlmostEquals(rocAuc(turned), 1 - pairs.rocAuc, 1e-12);
  }
});

Deno.test("examples of one kind alone are refused", () => {
  for (const positives of [[0, 0], [1, 1]]) {
    assertThrows(
      () => rocAuc(ranking([1, 2], positives)),
      RangeError,
      `${2 * positives[0]} of 2 examples are anomalies, expected some of either kind`,
    );
  }
});

Deno.test("as many new values as a percentile says lie above it, from the fewest that have one", () => {
  const rng = createRng(6), rounds = 4000;
  for (const [percent, fewest] of [[0, 1], [50, 1], [90, 9], [95, 19], [99, 99], [99.9, 999]]) {
    assertEquals(fewestFor(percent), fewest);
  }
  assertEquals(fewestFor(100), Infinity);
  for (const count of [9, 24]) {
    let above = 0;
    for (let round = 0; round < rounds; round++) {
      const limit = percentile(
        Float64Array.from({ length: count }, () => rng.uniform()).sort(),
        90,
      );
      // The chance that a uniform value is above it.
      above += 1 - limit;
    }
    assertAlmostEquals(above / rounds, 0.1, 0.005);
  }
});

Deno.test("a percentile lies between its neighbours, also beside an infinite one", () => {
  assertEquals([0, 25, 50, 60, 90].map((p) => percentile([1, 2, 4], p)), [1, 1, 2, 2.8, 4]);
  assertEquals(percentile([7], 99), 7);
  assertEquals(percentile([1, 2, Infinity], 50), 2);
  assertEquals(percentile([1, 2, Infinity], 60), Infinity);
  for (const [values, percent] of [[[], 50], [[1], -1], [[1], 101], [[1], NaN]] as const) {
    assertThrows(() => percentile(values, percent), RangeError, "Cannot take the ");
  }
});

Deno.test("squared errors are summed over each example, and of no number they are infinite", () => {
  const x = Float32Array.of(1, 2, 3, 4), output = Float32Array.of(1, 0, NaN, 4);
  const { values, sums } = squaredErrors(x, output, { size: 2 });
  assertEquals([...values], [0, 4, Infinity, 0]);
  assertEquals([...sums], [4, Infinity]);
  assert(sums instanceof Float64Array);
});
