import { assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { someIndices } from "../../../src/evaluation/passes/some_indices.ts";

Deno.test("some of many examples are drawn without replacement, few are all taken", () => {
  const rng = createRng(1);
  assertEquals([...someIndices(3, { most: 5, rng })], [0, 1, 2]);
  const some = someIndices(1000, { most: 50, rng });
  assertEquals([some.length, new Set(some).size], [50, 50]);
});
