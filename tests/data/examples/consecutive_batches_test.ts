import { assertEquals } from "@std/assert";
import {
  consecutiveBatches,
  exampleBatch,
  type Examples,
  wholeBatch,
} from "../../../src/data/mod.ts";

const examples: Examples = { shape: [2], count: 5, values: Float32Array.from(Array(10).keys()) };

Deno.test("consecutive batches hold every example once, in order, the last what is left", () => {
  const batches = [...consecutiveBatches(examples, 2)];
  assertEquals(batches.map(({ from, count }) => [from, count]), [[0, 2], [2, 2], [4, 1]]);
  assertEquals(batches.flatMap(({ values }) => [...values]), [...Array(10).keys()]);
});

Deno.test("a batch of labelled examples has their labels", () => {
  const labelled = { ...examples, labels: Int32Array.of(4, 0, 3, 1, 2) };
  const batches = [...consecutiveBatches(labelled, 2)];
  assertEquals(batches.map(({ shape }) => shape), [[2, 2], [2, 2], [1, 2]]);
  assertEquals(batches.flatMap(({ labels }) => [...labels!]), [4, 0, 3, 1, 2]);
  assertEquals(exampleBatch(labelled, [3, 0]), {
    shape: [2, 2],
    values: Float32Array.of(6, 7, 0, 1),
    labels: Int32Array.of(1, 4),
  });
  assertEquals("labels" in wholeBatch(examples), false);
});

Deno.test("no examples give no batches, and few give one", () => {
  assertEquals([...consecutiveBatches({ ...examples, count: 0 }, 2)], []);
  assertEquals([...consecutiveBatches(examples, 100)].map(({ count }) => count), [5]);
});
