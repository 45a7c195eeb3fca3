import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { expectedAveragePrecision } from "../../src/retrieval/measures/expected_average_precision.ts";
import { precisionAt, precisionAtRecall } from "../../src/retrieval/measures/precision.ts";
import { type RankGroup, rankGroups } from "../../src/retrieval/measures/rank_groups.ts";

/** All orders of some items. */
function orders(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first, i) =>
    orders(items.filter((_, at) => at !== i)).map((rest) => [first, ...rest])
  );
}

/** All rankings, 1 for a relevant item, that the orders of equal ones come to. */
function rankings(groups: readonly RankGroup[]): number[][] {
  return groups.reduce<number[][]>((before, { size, relevant }) => {
    const items = Array.from({ length: size }, (_, i) => i < relevant ? 1 : 0);
    return before.flatMap((rows) => orders(items).map((order) => [...rows, ...order]));
  }, [[]]);
}

/** The definitions, for one order. */
const precision = (row: number[], rank: number) => {
  const first = row.slice(0, rank);
  return first.reduce((sum, item) => sum + item, 0) / first.length;
};
const average = (row: number[], depth = row.length) => {
  const hits = row.slice(0, depth).flatMap((item, i) => item === 1 ? [precision(row, i + 1)] : []);
  return hits.length === 0 ? 0 : mean(hits);
};
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const examples: RankGroup[][] = [
  [{ size: 1, relevant: 1 }, { size: 1, relevant: 0 }, { size: 1, relevant: 1 }],
  [{ size: 3, relevant: 1 }, { size: 4, relevant: 2 }],
  [{ size: 2, relevant: 0 }, { size: 3, relevant: 3 }, { size: 2, relevant: 1 }],
  [{ size: 5, relevant: 2 }],
  [{ size: 3, relevant: 0 }],
];

Deno.test("precision and average precision are the means over all orders of equal items", () => {
  for (const groups of examples) {
    const rows = rankings(groups), { length } = rows[0];
    for (let rank = 1; rank <= length; rank++) {
      assertAlmostEquals(precisionAt(groups, rank), mean(rows.map((row) => precision(row, rank))));
      const expected = mean(rows.map((row) => average(row, rank)));
      assertAlmostEquals(expectedAveragePrecision(groups, { depth: rank }), expected);
    }
    assertAlmostEquals(expectedAveragePrecision(groups), mean(rows.map((row) => average(row))));
    assertAlmostEquals(
      expectedAveragePrecision(groups, { depth: 99 }),
      expectedAveragePrecision(groups),
    );
    assertAlmostEquals(precisionAt(groups, 99), precisionAt(groups, length));
  }
});

Deno.test("a large group that is cut keeps to the same definition", () => {
  const groups = [{ size: 700, relevant: 100 }, { size: 9000, relevant: 500 }];
  const found = expectedAveragePrecision(groups, { depth: 1000 }), rng = createRng(4);
  const sampled = Array.from({ length: 200 }, () => {
    const row = groups.flatMap(({ size, relevant }) =>
      Array.from(rng.permutation(size), (place) => place < relevant ? 1 : 0)
    );
    return average(row, 1000);
  });
  assertAlmostEquals(found, mean(sampled), 0.005);
  // Of one group whose items are 9 in 10 relevant, so are those taken.
  const most = expectedAveragePrecision([{ size: 1e5, relevant: 9e4 }], { depth: 1000 });
  assertAlmostEquals(most, 0.9, 0.002);
});

Deno.test("the precision at a recall is that where the item is found, between equal ones on a line", () => {
  const ranking = [1, 0, 1, 0].map((relevant) => ({ size: 1, relevant }));
  const found = [0.001, 0.5, 0.51, 1].map((recall) => precisionAtRecall(ranking, recall));
  assertEquals(found, [1, 1, 2 / 3, 2 / 3]);
  const tied = [{ size: 1, relevant: 1 }, { size: 4, relevant: 2 }];
  assertAlmostEquals(precisionAtRecall(tied, 2 / 3), 2 / 3);
  assertEquals(precisionAtRecall([{ size: 3, relevant: 0 }], 0.5), 0);
  for (const recall of [0, 1.1, NaN]) {
    assertThrows(() => precisionAtRecall(tied, recall), RangeError, "expected a share above 0");
  }
  assertThrows(() => precisionAt(tied, 0), RangeError, "Cannot measure at rank 0: expected");
  assertThrows(
    () => expectedAveragePrecision(tied, { depth: 1.5 }),
    RangeError,
    "at rank 1.5: expected",
  );
});

Deno.test("items are ranked from near to far, equal ones together, by whole distances and by others", () => {
  const relevant = (item: number) => item % 2 === 0;
  const whole = rankGroups([3, 1, 3, 0, 1], relevant);
  assertEquals(whole, [
    { size: 1, relevant: 0 },
    { size: 2, relevant: 1 },
    { size: 2, relevant: 2 },
  ]);
  assertEquals(rankGroups([3, 1, 3, 0, 1].map((distance) => distance - 0.5), relevant), whole);
  // Items that are not relevant are one group where no other stands between them.
  const last = [{ size: 2, relevant: 0 }, { size: 2, relevant: 2 }];
  assertEquals(rankGroups([NaN, -1, NaN, 9000], relevant), last);
  assertEquals(rankGroups([9, 1, 9, 7], relevant), last);
  assertEquals(rankGroups([1, 5, 1, 7], relevant), last.toReversed());
  assertEquals(rankGroups([], relevant), []);
});
