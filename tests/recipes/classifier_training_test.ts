import { assertEquals } from "@std/assert";
import { classifierTraining, parseClassifierRecipe } from "../../src/recipes/mod.ts";

Deno.test("few labels are passed more often, many less often, unless the passes are given", () => {
  const epochs = (count: number, training: Record<string, number> = {}) =>
    classifierTraining(parseClassifierRecipe({ training }), count).epochs;
  // In batches of 20: 500 steps, 50 passes, 10,000 steps and 5 passes.
  assertEquals([10, 20, 100, 200, 1000, 4000, 10_000, 55_000].map((count) => epochs(count)), [
    ...[500, 500, 100, 50, 50, 50, 20, 5],
  ]);
  assertEquals(epochs(20, { batchSize: 4 }), 100);
  assertEquals([epochs(20, { epochs: 3 }), epochs(55_000, { epochs: 30 })], [3, 30]);
});
