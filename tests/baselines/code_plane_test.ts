import { assertAlmostEquals, assertEquals } from "@std/assert";
import { codePlane } from "../../src/baselines/mod.ts";

Deno.test("codePlane() keeps codes of two numbers as they are", () => {
  const codes = { shape: [2, 2], values: new Float32Array([1, 2, 3, 4]) };
  assertEquals(codePlane(codes), { points: codes, axes: ["code 1", "code 2"] });
});

Deno.test("codePlane() lays codes of one number along a line", () => {
  const { points } = codePlane({ shape: [2, 1], values: new Float32Array([5, 6]) });
  assertEquals(points, { shape: [2, 2], values: new Float32Array([5, 0, 6, 0]) });
});

Deno.test("codePlane() shows larger codes along the two axes of most variance", () => {
  // Corners of a box of sides 2, 6 and 4 around (10, 0, 0): variances 1, 9 and 4.
  const values = Float32Array.from(
    { length: 24 },
    (_, i) => i % 3 === 0 ? 10 + sign(i, 1) : i % 3 === 1 ? 3 * sign(i, 2) : 2 * sign(i, 4),
  );
  const { points, axes } = codePlane({ shape: [8, 3, 1], values });
  assertEquals(axes, [
    "principal axis 1 of the codes (64 % of their variance)",
    "principal axis 2 of the codes (29 % of their variance)",
  ]);
  for (let i = 0; i < 8; i++) {
    assertAlmostEquals(Math.abs(points.values[2 * i]), 3, 1e-5);
    assertAlmostEquals(Math.abs(points.values[2 * i + 1]), 2, 1e-5);
  }
});

Deno.test("codePlane() lays codes that vary in one direction along a line, and equal ones on a point", () => {
  const line = Float32Array.from({ length: 12 }, (_, i) => Math.floor(i / 3) * (1 + i % 3));
  const { points, axes } = codePlane({ shape: [4, 3], values: line });
  assertEquals(axes, ["principal axis 1 of the codes (100 % of their variance)", ""]);
  // Steps of (1, 2, 3).
  for (let i = 0; i < 4; i++) {
    assertAlmostEquals(Math.abs(points.values[2 * i]), Math.abs(i - 1.5) * Math.sqrt(14), 1e-5);
    assertEquals(points.values[2 * i + 1], 0);
  }
  assertEquals(codePlane({ shape: [2, 3], values: new Float32Array(6).fill(7) }), {
    points: { shape: [2, 2], values: new Float32Array(4) },
    axes: ["", ""],
  });
});

/** Plus or minus one, by a bit of the number of the corner that value i belongs to. */
function sign(i: number, bit: number): number {
  return Math.floor(i / 3) & bit ? 1 : -1;
}
