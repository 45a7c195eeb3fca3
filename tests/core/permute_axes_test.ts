import { assertEquals } from "@std/assert";
import { permuteAxes } from "../../src/core/permute_axes.ts";

Deno.test("permuteAxes() with [1, 0] transposes a matrix", () => {
  assertEquals(permuteAxes({ shape: [2, 3], values: Int32Array.of(1, 2, 3, 4, 5, 6) }, [1, 0]), {
    shape: [3, 2],
    values: Int32Array.of(1, 4, 2, 5, 3, 6),
  });
});

Deno.test("permuteAxes() puts axis axes[i] of the source at i, value by value", () => {
  const shape = [2, 3, 4, 5], axes = [2, 0, 3, 1];
  const values = Float32Array.from({ length: 120 }, (_, i) => i);
  const result = permuteAxes({ shape, values }, axes);
  assertEquals(result.shape, [4, 2, 5, 3]);
  let at = 0;
  for (let c = 0; c < 4; c++) {
    for (let a = 0; a < 2; a++) {
      for (let d = 0; d < 5; d++) {
        for (let b = 0; b < 3; b++) {
          assertEquals(result.values[at++], ((a * 3 + b) * 4 + c) * 5 + d);
        }
      }
    }
  }
});
