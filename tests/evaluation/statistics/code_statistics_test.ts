import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Examples } from "../../../src/data/mod.ts";
import { codeStatistics, totalVariance } from "../../../src/evaluation/statistics/mod.ts";

const examples = (values: number[], size: number): Examples => ({
  shape: [size],
  count: values.length / size,
  values: Float32Array.from(values),
});

Deno.test("code statistics count the entries that are not 0, over every batch", async () => {
  const count = 600;
  const inputs = examples(
    Array.from({ length: count * 3 }, (_, i) => i % 3 <= Math.floor(i / 3) % 3 ? 1 : 0),
    3,
  );
  const { active, rates } = await codeStatistics(inputs, (batch) => Promise.resolve(batch));
  assertAlmostEquals(active, 2);
  assertEquals([...rates].map((rate) => Math.round(600 * rate)), [600, 400, 200]);
});

Deno.test("code statistics average codes over all, and over each entry", async () => {
  const count = 600;
  const inputs = examples(
    Array.from({ length: 2 * count }, (_, i) => i % 2 === 0 ? i / 2 : -1),
    2,
  );
  const { mean, meanSize, entryMeans } = await codeStatistics(
    inputs,
    (batch) => Promise.resolve(batch),
  );
  assertEquals([...entryMeans], [(count - 1) / 2, -1]);
  assertAlmostEquals(mean, ((count - 1) / 2 - 1) / 2, 1e-9);
  assertAlmostEquals(meanSize, ((count - 1) / 2 + 1) / 2, 1e-9);
});

Deno.test("the total variance is that of the values about their mean, summed over an example", () => {
  assertAlmostEquals(totalVariance(examples([0, 5, 2, 5, 4, 5], 2)), 8 / 3, 1e-9);
});
