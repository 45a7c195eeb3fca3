import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { encodePca, fitPca } from "../../src/baselines/mod.ts";
import { principalPlane } from "../../src/maps/start/principal_plane.ts";
import { groupedPoints, rowsOf, wasm } from "./points.ts";

Deno.test("the principal plane has the codes of PCA with two components", async () => {
  const points = groupedPoints(80, 7);
  const { shape, values } = await principalPlane(points, { wasm });
  const pca = fitPca({ shape: [7], count: 80, values: points.values }, { components: 2 });
  assertEquals(shape, [80, 2]);
  encodePca(pca, points.values).forEach((code, i) =>
    assertAlmostEquals(Math.abs(values[i]), Math.abs(code), 1e-4)
  );
});

Deno.test("where points vary in fewer directions the rest is zero", async () => {
  const line = await principalPlane(rowsOf(1, [1, 2, 3, 6]), { wasm });
  assertEquals([...line.values].map((value, i) => i % 2 === 1 ? value : Math.abs(value)), [
    2,
    0,
    1,
    0,
    0,
    0,
    3,
    0,
  ]);
  const equal = await principalPlane(rowsOf(3, new Float32Array(12).fill(4)), { wasm });
  assertEquals([...equal.values], Array(8).fill(0));
});

Deno.test("points that are no numbers have no plane", async () => {
  await assertRejects(
    () => principalPlane(rowsOf(2, [1, 2, Infinity, 0]), { wasm }),
    RangeError,
    "Cannot map points that hold Infinity, in row 1: expected finite numbers",
  );
});
