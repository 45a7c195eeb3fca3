import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { shortQueries } from "../../../src/workflows/retrieval/short_queries.ts";
import { denseExamples } from "../../../src/data/mod.ts";

const texts = {
  shape: [5],
  count: 3,
  values: Float32Array.of(0.1, 0.2, 0.3, 0.4, 0, 0, 0, 0.25, 0.75, 0, 0, 0, 0, 0, 0),
};

Deno.test("a short query has so many words of its text, with the shares that they have of one another", () => {
  const { values, count } = denseExamples(shortQueries(texts, { words: 2, rng: createRng(0) }));
  assertEquals(count, 3);
  const [first, second, none] = [0, 5, 10].map((at) => values.subarray(at, at + 5));
  const kept = [...first.keys()].filter((word) => first[word] > 0);
  assertEquals(kept.length, 2);
  assertAlmostEquals(first[kept[0]] + first[kept[1]], 1, 1e-6);
  assertAlmostEquals(first[kept[0]] / first[kept[1]], (kept[0] + 1) / (kept[1] + 1), 1e-6);
  assertEquals([second, none], [texts.values.subarray(5, 10), texts.values.subarray(10, 15)]);
});

Deno.test("which words a text keeps depends on the stream and on nothing else", () => {
  const of = (seed: number) =>
    denseExamples(shortQueries(texts, { words: 1, rng: createRng(seed) })).values;
  assertEquals(of(1), of(1));
  assert(Array.from({ length: 9 }, (_, seed) => of(seed)).some((values) => values[0] !== of(0)[0]));
});
