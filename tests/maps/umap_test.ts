import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import type { MapEnd, MapEvent } from "../../src/maps/map_event.ts";
import { neighbourAccuracy } from "../../src/maps/measures/neighbour_accuracy.ts";
import { neighboursOf } from "../../src/maps/neighbours/neighbours_of.ts";
import { principalPlane } from "../../src/maps/start/principal_plane.ts";
import { umap } from "../../src/maps/umap/umap.ts";
import type { UmapOptions } from "../../src/maps/umap/umap_options.ts";
import { groupedPoints, rowsOf, wasm } from "./points.ts";

async function eventsOf(
  points: NdArray,
  { start, ...options }: UmapOptions & { start?: NdArray } = {},
): Promise<MapEvent[]> {
  const neighbours = await neighboursOf(points, { count: 14, wasm });
  return await Array.fromAsync(umap(neighbours, { start, options }));
}

function endOf(events: readonly MapEvent[]): MapEnd {
  const last = events.at(-1)!;
  if (last.type !== "end") throw new TypeError(`The last event is ${last.type}`);
  return last;
}

Deno.test("groups of points stay groups, and events come every so many passes", async () => {
  const events = await eventsOf(groupedPoints(120, 5), { iterations: 100, every: 40 });
  const { map, remarks } = endOf(events), labels = Array.from({ length: 120 }, (_, i) => i % 3);
  assert(await neighbourAccuracy(map, labels, { wasm }) > 0.99);
  assertEquals(remarks, []);
  const steps = events.flatMap((event) => event.type === "step" ? [event.iteration] : []);
  assertEquals(steps, [40, 80]);
});

Deno.test("the same input and seed make the same bytes, another seed others", async () => {
  const points = groupedPoints(60, 3), start = await principalPlane(points, { wasm });
  for (const from of [{}, { start }]) {
    const [first, again, other] = await Promise.all(
      [0, 0, 1].map(async (seed) =>
        endOf(await eventsOf(points, { iterations: 20, seed, ...from })).map
      ),
    );
    assertEquals(first, again);
    assertNotEquals(first, other);
  }
});

Deno.test("a map that starts from a plane lies as the plane does", async () => {
  const points = groupedPoints(90, 4), start = await principalPlane(points, { wasm });
  const { map: { values } } = endOf(await eventsOf(points, { iterations: 30, start }));
  for (const axis of [0, 1]) {
    const column = (all: Float32Array) => [...all].filter((_, i) => i % 2 === axis);
    const a = column(start.values), b = column(values);
    const mean = (all: number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;
    const sum = a.reduce((total, value, i) => total + (value - mean(a)) * (b[i] - mean(b)), 0);
    assert(sum > 0);
  }
});

Deno.test("three points have a map, all-equal ones too, with fewer neighbours, which is said", async () => {
  const { map, remarks } = endOf(await eventsOf(rowsOf(1, [0, 1, 3]), { iterations: 10 }));
  assert(map.values.every(Number.isFinite));
  assertEquals(remarks, [
    "2 neighbours of each point are taken, itself among them, and not 15, as there are no more.",
  ]);
  const equal = endOf(await eventsOf(rowsOf(2, new Float32Array(60).fill(1)), { iterations: 10 }));
  assert(equal.map.values.every(Number.isFinite));
});

Deno.test("options without sense are refused", async () => {
  const points = groupedPoints(20, 2);
  const refused = (options: UmapOptions, message: string) =>
    assertRejects(() => eventsOf(points, options), RangeError, message);
  await refused({ neighbours: 1 }, "with neighbours 1: expected a whole number from 2 up");
  await refused({ iterations: 2.5 }, "with iterations 2.5: expected a whole number from 1 up");
  await refused({ spread: 0 }, "Cannot make a map with spread 0: expected a number over 0");
  await refused(
    { leastDistance: 2 },
    "with leastDistance 2: expected a number from 0 to the spread",
  );
});
