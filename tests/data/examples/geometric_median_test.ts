import { assert, assertAlmostEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { type Examples, geometricMedian, meanExample } from "../../../src/data/mod.ts";

const points = (...values: [number, number][]): Examples => ({
  shape: [2],
  count: values.length,
  values: Float32Array.from(values.flat()),
});

Deno.test("the geometric median of a triangle is its Fermat point", () => {
  // Of an equilateral triangle, its centre.
  const { values: [x, y] } = geometricMedian(points([0, 0], [1, 0], [0.5, Math.sqrt(3) / 2]));
  assertAlmostEquals(x, 0.5, 1e-5);
  assertAlmostEquals(y, Math.sqrt(3) / 6, 1e-5);
});

Deno.test("an outlier moves the geometric median less than the mean", () => {
  const rng = createRng(1);
  const cloud = Array.from({ length: 99 }, (): [number, number] => [rng.normal(), rng.normal()]);
  const all = points(...cloud, [1000, 1000]);
  const distance = ([x, y]: Float32Array) => Math.hypot(x, y);
  assert(distance(geometricMedian(all).values) < 0.3);
  assert(distance(meanExample(all).values) > 10);
});
