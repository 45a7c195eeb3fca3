import { assertEquals } from "@std/assert";
import { consecutiveBatches, type Examples } from "../../src/data/mod.ts";

const examples: Examples = { shape: [2], count: 5, values: Float32Array.from(Array(10).keys()) };

Deno.test("consecutive batches hold every example once, in order, the last what is left", () => {
  const batches = [...consecutiveBatches(examples, 2)];
  assertEquals(batches.map(({ from, count }) => [from, count]), [[0, 2], [2, 2], [4, 1]]);
  assertEquals(batches.flatMap(({ values }) => [...values]), [...Array(10).keys()]);
});

Deno.test("no examples give no batches, and few give one", () => {
  assertEquals([...consecutiveBatches({ ...examples, count: 0 }, 2)], []);
  assertEquals([...consecutiveBatches(examples, 100)].map(({ count }) => count), [5]);
});
