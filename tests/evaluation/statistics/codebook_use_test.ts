import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import type { Examples } from "../../../src/data/mod.ts";
import { codebookUse } from "../../../src/evaluation/statistics/mod.ts";

const identity = <T>(batch: T) => Promise.resolve(batch);

/** Examples of two vectors of two values each; example i uses the entries i mod 4 and 0. */
const examples: Examples = {
  shape: [4],
  count: 600,
  values: Float32Array.from(
    { length: 2400 },
    (_, i) => i % 4 < 2 ? (Math.floor(i / 4) % 4) / 3 : 0,
  ),
};

Deno.test("the perplexity of a codebook's use is exp of the entropy of the shares, over every batch", async () => {
  const { perplexity, unused, shares } = await codebookUse(examples, identity, {
    entries: 5,
    size: 2,
  });
  assertEquals(shares, [0.625, 0.125, 0.125, 0.125]);
  assertAlmostEquals(
    perplexity,
    Math.exp(-0.625 * Math.log(0.625) - 0.375 * Math.log(0.125)),
    1e-9,
  );
  assertAlmostEquals(unused, 0.2, 1e-12);
});

Deno.test("codes of more different vectors than a codebook has are refused", async () => {
  await assertRejects(
    () => codebookUse(examples, identity, { entries: 3, size: 2 }),
    RangeError,
    "Cannot measure the use of a codebook: the codes have more than 3 different vectors of 2 values",
  );
});
