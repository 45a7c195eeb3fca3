import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { ndArray } from "../../../src/core/nd_array.ts";
import type { CodeRange } from "../../../src/generation/code_grid.ts";
import {
  codeAtPlace,
  nearestPlace,
  padRange,
  placeOfCode,
  placesOfCodes,
} from "../../../src/web/pad/pad_geometry.ts";

const RANGE: CodeRange = [[-1, 3], [10, 20]];

Deno.test("a pad without training codes spans three deviations of the unit normal", () => {
  assertEquals(padRange(), [[-3, 3], [-3, 3]]);
  assertEquals(padRange(ndArray([0, 2], new Float32Array(0))), [[-3, 3], [-3, 3]]);
});

Deno.test("a pad spans nearly all training codes and a margin, whatever a few stray ones do", () => {
  // 0 … 99 along both axes, the second reversed; one percent at either end is left out: 1 … 98.
  const values = Float32Array.from({ length: 200 }, (_, i) => i % 2 ? 99 - (i >> 1) : i >> 1);
  values[198] = 1e6;
  const [x, y] = padRange(ndArray([100, 2], values));
  assertAlmostEquals(x[0], 1 - 0.08 * 97, 1e-5);
  assertAlmostEquals(x[1], 98 + 0.08 * 97, 1e-5);
  assertEquals(y, x);
});

Deno.test("a pad of codes that are all one has a length", () => {
  const [x] = padRange(ndArray([2, 2], Float32Array.of(2, 5, 2, 5)));
  assertAlmostEquals(x[0], 1.42);
  assertAlmostEquals(x[1], 2.58);
});

Deno.test("the first value grows to the right and the second upwards", () => {
  assertEquals(placeOfCode([-1, 20], RANGE), [0, 0]);
  assertEquals(placeOfCode([3, 10], RANGE), [1, 1]);
  assertEquals(placeOfCode([0, 12.5], RANGE), [0.25, 0.75]);
  assertEquals(codeAtPlace([0.25, 0.75], RANGE), Float32Array.of(0, 12.5));
});

Deno.test("places beyond a pad are codes of its edge", () => {
  assertEquals(codeAtPlace([-0.5, 7], RANGE), Float32Array.of(-1, 10));
  assertEquals(codeAtPlace([1.01, -0.01], RANGE), Float32Array.of(3, 20));
});

Deno.test("the nearest place is the one that a search through all distances finds", () => {
  const rng = createRng(3);
  const codes = Float32Array.from({ length: 400 }, () => rng.normal());
  const places = placesOfCodes(ndArray([200, 2], codes), [[-3, 3], [-3, 3]]);
  for (let i = 0; i < 50; i++) {
    const to = [rng.uniform(), rng.uniform()] as const;
    const distances = Array.from(
      { length: 200 },
      (_, point) => Math.hypot(places[2 * point] - to[0], places[2 * point + 1] - to[1]),
    );
    const least = Math.min(...distances);
    assertEquals(nearestPlace(places, { to, within: 2 }), distances.indexOf(least));
    assertEquals(nearestPlace(places, { to, within: least * 0.999 }), undefined);
  }
});
