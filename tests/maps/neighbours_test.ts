import { assertEquals, assertRejects } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { neighboursOf } from "../../src/maps/neighbours/neighbours_of.ts";
import { startMaps } from "../../src/maps/memory/map_memory.ts";
import { groupedPoints, othersOf, rowsOf, squareBetween, wasm } from "./points.ts";

async function assertExact(points: NdArray, count: number): Promise<void> {
  const found = await neighboursOf(points, { count, wasm }), all = points.shape[0];
  assertEquals(found.count, Math.min(count, all - 1));
  for (let i = 0; i < all; i++) {
    const items = [...found.items.subarray(i * found.count, (i + 1) * found.count)];
    assertEquals(items, othersOf(points, i).slice(0, count), `of point ${i}`);
    items.forEach((item, j) => {
      const distance = Math.sqrt(squareBetween(points, i, item));
      assertEquals(found.distances[i * found.count + j], Math.fround(distance));
    });
  }
}

for (const [count, size] of [[2, 1], [3, 2], [50, 1], [255, 5], [257, 30], [600, 3]]) {
  Deno.test(`the neighbours of ${count} points of ${size} values are those of a sort of all`, async () => {
    for (const near of [1, 7, 90]) await assertExact(groupedPoints(count, size), near);
  });
}

Deno.test("points far from zero, and of two scales, have exact neighbours", async () => {
  const { shape, values } = groupedPoints(300, 4);
  await assertExact({ shape, values: values.map((value) => 1e5 + value) }, 5);
  await assertExact({ shape, values: values.map((value, i) => i < 40 ? 1e6 * value : value) }, 5);
});

Deno.test("of many equally far points the first ones are neighbours", async () => {
  const rng = createRng(1),
    bits = () => rowsOf(6, Array.from({ length: 1800 }, () => rng.integer(2)));
  await assertExact(bits(), 10);
  await assertExact(rowsOf(3, new Float32Array(900).fill(0.1)), 4);
});

Deno.test("a point is no neighbour of itself among more copies of it than neighbours", async () => {
  const { items } = await neighboursOf(rowsOf(1, [5, 1, 1, 1, 1]), { count: 2, wasm });
  assertEquals([...items], [1, 2, 2, 3, 1, 3, 1, 2, 1, 2]);
});

Deno.test("points without neighbours, other axes, no numbers and other counts are refused", async () => {
  const refused = async (points: NdArray, count: number, message: string) => {
    await assertRejects(() => neighboursOf(points, { count, wasm }), RangeError, message);
  };
  await refused(rowsOf(2, [1, 2]), 1, "Cannot find neighbours of 1 points: expected at least two");
  await refused({ shape: [4], values: new Float32Array(4) }, 1, "expected points, rows of values");
  await refused(
    rowsOf(1, [1, NaN, 2]),
    1,
    "points that hold NaN, in row 1: expected finite numbers",
  );
  await refused(rowsOf(1, [1, 2]), 0.5, "Cannot find 0.5 neighbours: expected a whole number");
});

Deno.test("more than WebAssembly addresses is refused in one sentence", async () => {
  const memory = await startMaps(wasm);
  await assertRejects(
    async () => void await memory.take(5 * 2 ** 30),
    RangeError,
    "Cannot map so many points: they take 5.0 GiB, expected 4 at most",
  );
});

Deno.test("the kernels count and list values by limits as a loop does", async () => {
  const memory = await startMaps(wasm), rng = createRng(2);
  const values = Float32Array.from({ length: 103 }, () => rng.integer(20));
  const at = memory.take(4 * 103), places = memory.take(4 * 103);
  memory.floats(at, 103).set(values);
  for (const length of [0, 3, 4, 103]) {
    const some = values.subarray(0, length);
    assertEquals(memory.kernels.countBelow(at, length, 7), some.filter((v) => v < 7).length);
    const found = memory.kernels.listBetween(at, length, 5, 9, places);
    const expected = [...some.keys()].filter((i) => some[i] >= 5 && some[i] <= 9);
    assertEquals([...memory.integers(places, found)], expected);
  }
});
