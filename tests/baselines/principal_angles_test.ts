import { assertAlmostEquals, assertEquals } from "@std/assert";
import { principalAngles } from "../../src/baselines/mod.ts";

const rows = (...values: number[][]) => ({
  shape: [values.length, values[0].length],
  values: Float32Array.from(values.flat()),
});

Deno.test("two bases of one subspace have no angle between them", () => {
  const angles = principalAngles(
    rows([1, 0, 2, 0], [0, 1, 0, 1]),
    rows([1, 1, 2, 1], [3, -1, 6, -1]),
  );
  assertEquals(angles.length, 2);
  for (const angle of angles) assertAlmostEquals(angle, 0, 1e-3);
});

Deno.test("planes that share a line have the angle between them and one of 0", () => {
  const turn = 0.4;
  const [shared, apart] = principalAngles(
    rows([1, 0, 0], [0, 1, 0]),
    rows([2, 0, 0], [1, Math.cos(turn), Math.sin(turn)]),
  );
  assertAlmostEquals(shared, 0, 1e-3);
  assertAlmostEquals(apart, turn, 1e-6);
});
