import { assertEquals, assertThrows } from "@std/assert";
import { alongDirections, moveAlong } from "../../src/generation/mod.ts";
import { assertNear, codes } from "./codes.ts";

/** Codes of three values that vary by 2 along (3, 4, 0) / 5, and not along (−4, 3, 0) / 5. */
const spread = {
  mean: Float32Array.of(1, 2, 3),
  directions: codes([2, 3], [0.6, 0.8, 0, -0.8, 0.6, 0]),
  deviations: Float32Array.of(2, 0),
};

Deno.test("a code is measured in deviations from the mean along each direction", () => {
  assertNear(alongDirections(spread, [1, 2, 3]), [0, 0]);
  // (4, −2, 5) from the mean: (4 · 0.6 − 2 · 0.8) / 2 along the first.
  assertNear(alongDirections(spread, [5, 0, 8]), [0.4, 0], 1e-6);
});

Deno.test("moving along a direction changes one coordinate and keeps all else", () => {
  const varied = { ...spread, deviations: Float32Array.of(2, 0.5) };
  const code = Float32Array.of(5, 0, 8);
  const [, kept] = alongDirections(varied, code);
  const moved = moveAlong(varied, code, { direction: 0, to: -1.5 });
  assertNear(alongDirections(varied, moved), [-1.5, kept], 1e-5);
  // Step (−1.5 − 0.4) · 2 = −3.8.
  assertNear(moved, [5 - 3.8 * 0.6, -3.8 * 0.8, 8], 1e-5);
  assertEquals(code, Float32Array.of(5, 0, 8));
});

Deno.test("a direction in which codes do not vary leaves a code as it is", () => {
  assertEquals(
    moveAlong(spread, [5, 0, 8], { direction: 1, to: 3 }),
    Float32Array.of(5, 0, 8),
  );
});

Deno.test("codes of another size and directions that are not there are refused", () => {
  assertThrows(
    () => alongDirections(spread, [1, 2]),
    RangeError,
    "Cannot measure a code of 2 values along directions of 3",
  );
  for (const direction of [2, -1, 0.5]) {
    assertThrows(
      () => moveAlong(spread, [1, 2, 3], { direction, to: 0 }),
      RangeError,
      `Cannot move along direction ${direction}: expected one from 0 to 1`,
    );
  }
});
