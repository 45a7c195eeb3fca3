import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { labelledRows, stepsPerEpoch, unlabelledRows } from "../../src/ladder/ladder_rows.ts";
import { ladderCosts, ladderOptions, ladderRate } from "../../src/ladder/options.ts";

Deno.test("an epoch takes every unlabelled row once, in steps that differ by one row", () => {
  assertEquals(stepsPerEpoch({ count: 60000, batchSize: 100 }), 600);
  for (
    const [count, batchSize, sizes] of [[10, 5, "5 5"], [11, 5, "3 4 4"], [3, 2, "3"]] as const
  ) {
    const steps = stepsPerEpoch({ count, batchSize }), order = createRng(1).permutation(count);
    const batches = Array.from(
      { length: steps },
      (_, step) => unlabelledRows(order, { step, steps }),
    );
    assertEquals(batches.map(({ length }) => length).join(" "), sizes);
    assertEquals(batches.flatMap((rows) => [...rows]), [...order]);
  }
});

Deno.test("labelled rows come around, each pass in an order of its own, all where they are few", () => {
  const rng = createRng(3),
    rows = (step: number, count: number, batchSize: number) => [
      ...labelledRows(step, { count, batchSize, rng }),
    ];
  assertEquals(rows(0, 4, 4), [0, 1, 2, 3]);
  assertEquals(rows(7, 3, 100), [0, 1, 2]);
  const drawn = Array.from({ length: 12 }, (_, step) => rows(step, 6, 4)).flat();
  for (let pass = 0; pass < 8; pass++) {
    assertEquals(drawn.slice(6 * pass, 6 * pass + 6).sort(), [0, 1, 2, 3, 4, 5]);
  }
  assertEquals(
    new Set(Array.from({ length: 8 }, (_, i) => drawn.slice(6 * i, 6 * i + 6).join()))
      .size > 1,
    true,
  );
  assertEquals(rows(5, 6, 4), drawn.slice(20, 24));
});

Deno.test("the learning rate stays, then falls on a line to 0", () => {
  const options = ladderOptions.parse({});
  const rate = (taken: number) => ladderRate(options, { taken, all: 100 });
  assertEquals([1, 50, 68].map(rate), [0.002, 0.002, 0.002]);
  assertAlmostEquals(rate(100), 0.002 * 0.01 / 0.33, 1e-9);
  assertAlmostEquals(rate(85), 0.002 * 0.16 / 0.33, 1e-9);
  assertEquals(ladderRate({ ...options, decayFrom: 1 }, { taken: 100, all: 100 }), 0.002);
});

Deno.test("costs are those of the paper unless given", () => {
  assertEquals(ladderCosts({}, 6), [1000, 10, 0.1, 0.1, 0.1, 0.1, 0.1]);
  assertEquals(ladderCosts({}, 1), [1000, 10]);
  assertEquals(ladderCosts({ costs: [0, 1] }, 1), [0, 1]);
});
