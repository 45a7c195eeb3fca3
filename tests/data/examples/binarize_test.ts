import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { binarize, takeExamples } from "../../../src/data/mod.ts";

Deno.test("binarize() makes ½ and more 1 and the rest 0, and keeps bytes and labels", () => {
  const bytes = { shape: [2], count: 2, values: Uint8Array.of(0, 127, 128, 255) };
  const labels = Int32Array.of(1, 0);
  assertEquals(binarize({ ...bytes, labels }), {
    ...bytes,
    values: Uint8Array.of(0, 0, 255, 255),
    labels,
  });
  const floats = { shape: [4], count: 1, values: Float32Array.of(-1, 0.49, 0.5, 3) };
  assertEquals(binarize(floats).values, Float32Array.of(0, 0, 1, 1));
});

Deno.test("binarize() with a stream makes a value 1 as often as it says, example by example", () => {
  const count = 200, shape = [100];
  const grey = { shape, count, values: new Uint8Array(20_000).fill(51) };
  const rng = createRng(3), binary = binarize(grey, { rng });
  assertEquals(new Set(binary.values), new Set([0, 255]));
  const ones = binary.values.filter((value) => value === 255).length;
  assertAlmostEquals(ones / binary.values.length, 0.2, 0.01);
  assertEquals(binarize(grey, { rng }), binary);
  const first = takeExamples(grey, [0, 1]);
  assertEquals(binarize(first, { rng }), takeExamples(binary, [0, 1]));
  const certain = { shape, count: 1, values: Float32Array.from({ length: 100 }, (_, i) => i % 2) };
  assertEquals(binarize(certain, { rng }).values, certain.values);
});
