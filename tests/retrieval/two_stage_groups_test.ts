import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { expectedAveragePrecision, rankGroups } from "../../src/retrieval/mod.ts";
import { twoStageGroups } from "../../src/retrieval/measures/two_stage_groups.ts";

Deno.test("a shortlist is sorted by the second distance, ties at its end among it, the rest by the first", () => {
  const rng = createRng(0);
  for (let round = 0; round < 50; round++) {
    const count = 1 + rng.integer(20), shortlist = 1 + rng.integer(24);
    const draw = (levels: number) => Array.from({ length: count }, () => rng.integer(levels));
    const first = draw(5), second = draw(4), relevant = draw(2);
    const last = first.toSorted((a, b) => a - b)[Math.min(shortlist, count) - 1];
    // One distance for both stages: the shortlist comes before all others.
    const joined = first.map((distance, item) => distance <= last ? second[item] : 100 + distance);
    const isRelevant = (item: number) => relevant[item] === 1;
    const groups = twoStageGroups({ first, second, shortlist }, isRelevant);
    const wanted = rankGroups(joined, isRelevant);
    assertEquals(groups.reduce((sum, { size }) => sum + size, 0), count);
    assertAlmostEquals(
      expectedAveragePrecision(groups) || 0,
      expectedAveragePrecision(wanted) || 0,
      1e-12,
    );
  }
});

Deno.test("distances that are not numbers come last, and a shortlist of all has them too", () => {
  const isRelevant = (item: number) => item === 1;
  const ends = (shortlist: number) =>
    twoStageGroups({ first: [2, NaN, 1], second: [1, 0, 2], shortlist }, isRelevant)
      .map(({ size, relevant }) => [size, relevant]);
  assertEquals(ends(1), [[1, 0], [1, 0], [1, 1]]);
  assertEquals(ends(3), [[1, 1], [2, 0]]);
});
