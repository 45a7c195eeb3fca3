import { assertAlmostEquals, assertEquals } from "@std/assert";
import { type NdArray, ndArray } from "../../src/core/nd_array.ts";
import type { Shape } from "../../src/core/shape.ts";

/** Codes of this shape, [B, …code]. */
export function codes(shape: Shape, values: ArrayLike<number>): NdArray {
  return ndArray(shape, Float32Array.from(values));
}

/** Asserts that numbers are near others, one by one. */
export function assertNear(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-6,
): void {
  assertEquals(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++) {
    assertAlmostEquals(actual[i], expected[i], tolerance, `value ${i}`);
  }
}
