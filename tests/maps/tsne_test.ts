import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { neighbourAccuracy } from "../../src/maps/measures/neighbour_accuracy.ts";
import { trustworthiness } from "../../src/maps/measures/trustworthiness.ts";
import type { MapEnd, MapEvent } from "../../src/maps/map_event.ts";
import { neighboursOf } from "../../src/maps/neighbours/neighbours_of.ts";
import { principalPlane } from "../../src/maps/start/principal_plane.ts";
import { tsne } from "../../src/maps/tsne/tsne.ts";
import type { TsneOptions } from "../../src/maps/tsne/tsne_options.ts";
import { groupedPoints, rowsOf, wasm } from "./points.ts";

/** All events of a map that starts in the principal plane. */
async function eventsOf(points: NdArray, options: TsneOptions = {}): Promise<MapEvent[]> {
  const start = await principalPlane(points, { wasm });
  const neighbours = await neighboursOf(points, { count: 90, wasm });
  return await Array.fromAsync(tsne(neighbours, { start, wasm, options }));
}

function endOf(events: readonly MapEvent[]): MapEnd {
  const last = events.at(-1)!;
  if (last.type !== "end") throw new TypeError(`The last event is ${last.type}`);
  return last;
}

for (const theta of [0, 0.5]) {
  Deno.test(`groups of points stay groups, with theta ${theta}`, async () => {
    const points = groupedPoints(600, 10, { groups: 6 });
    const events = await eventsOf(points, { theta, iterations: 500, every: 100 });
    const { map, divergence, remarks } = endOf(events);
    const labels = Array.from({ length: 600 }, (_, i) => i % 6);
    assert(await neighbourAccuracy(map, labels, { wasm }) > 0.99);
    assert(await trustworthiness(points, map, { wasm }) > 0.9);
    const steps = events.flatMap((event) => event.type === "step" ? [event] : []);
    assertEquals(steps.map(({ iteration }) => iteration), [100, 200, 300, 400]);
    assert(divergence! > 0 && divergence! < steps[2].divergence!);
    assertEquals(remarks, []);
  });
}

Deno.test("the same input makes the same bytes, and an event gives a copy of the map", async () => {
  const points = groupedPoints(700, 6), options = { iterations: 60 };
  const start = await principalPlane(points, { wasm });
  const neighbours = await neighboursOf(points, { count: 90, wasm });
  const maps: NdArray[] = [];
  for await (const event of tsne(neighbours, { start, wasm, options })) {
    maps.push(event.type === "step" ? event.map() : event.map);
  }
  const before = maps.map(({ values }) => values.slice());
  const again = await eventsOf(points, options);
  assertEquals(endOf(again).map, maps.at(-1));
  assertEquals(maps.map(({ values }) => values), before);
  assert(maps.length === 3 && maps[0].values.some((value, i) => value !== maps[1].values[i]));
});

Deno.test("a caller that stops asking stops the map", async () => {
  const points = groupedPoints(100, 3),
    neighbours = await neighboursOf(points, { count: 30, wasm });
  let seen = 0;
  for await (const event of tsne(neighbours, { wasm, options: { every: 1, perplexity: 10 } })) {
    assert(event.type === "step");
    if (++seen === 3) break;
  }
  assertEquals(seen, 3);
});

Deno.test("with fewer neighbours the perplexity is lowered, and said", async () => {
  const { map, remarks } = endOf(await eventsOf(groupedPoints(31, 4), { iterations: 50 }));
  assertEquals(map.shape, [31, 2]);
  assertEquals(remarks, [
    "The perplexity is 10 and not 30, as each point has too few neighbours for more.",
  ]);
});

Deno.test("three points have a map, and so have points that are all equal", async () => {
  const three = endOf(await eventsOf(rowsOf(2, [0, 0, 1, 0, 0, 2])));
  const equal = endOf(await eventsOf(rowsOf(3, new Float32Array(120).fill(2))));
  for (const { map, divergence } of [three, equal]) {
    assert(map.values.every(Number.isFinite) && Number.isFinite(divergence));
    assert(new Set(map.values).size > 2);
  }
  assert(equal.divergence! < 0.6);
});

Deno.test("copies of a point lie beside each other", async () => {
  const { values } = groupedPoints(200, 4);
  const { map } = endOf(await eventsOf(rowsOf(4, [...values, ...values.subarray(0, 40)])));
  for (let i = 0; i < 10; i++) {
    assertAlmostEquals(map.values[2 * i], map.values[400 + 2 * i], 0.5);
    assertAlmostEquals(map.values[2 * i + 1], map.values[401 + 2 * i], 0.5);
  }
});

Deno.test("a start is taken at whatever scale", async () => {
  const points = groupedPoints(50, 3), neighbours = await neighboursOf(points, { count: 15, wasm });
  const plane = await principalPlane(points, { wasm });
  const large = { shape: plane.shape, values: plane.values.map((value) => 64 * value) };
  const [first, other] = await Promise.all([plane, large].map(async (start) => {
    const options = { perplexity: 5, iterations: 20 };
    return endOf(await Array.fromAsync(tsne(neighbours, { start, wasm, options }))).map;
  }));
  assertEquals(first, other);
});

Deno.test("too few points, no numbers and options without sense are refused", async () => {
  const neighbours = await neighboursOf(groupedPoints(20, 3), { count: 9, wasm });
  const refused = (
    input: Partial<typeof neighbours>,
    options: TsneOptions & { start?: NdArray },
    message: string,
  ) =>
    assertRejects(
      () => tsne({ ...neighbours, ...input }, { start: options.start, wasm, options }).next(),
      RangeError,
      message,
    );
  const two = { count: 1, items: Uint32Array.of(1, 0), distances: Float32Array.of(1, 1) };
  await refused(two, {}, "Cannot map 2 points: expected at least three");
  await refused({ count: 7 }, {}, "Cannot map points with 180 neighbours and 180 distances");
  const distances = neighbours.distances.slice().fill(NaN, 12, 13);
  await refused({ distances }, {}, "Cannot map points at a distance of NaN, of point 1");
  const items = neighbours.items.slice().fill(20, 3, 4);
  await refused({ items }, {}, "with point 20 as a neighbour of point 0: expected others of 20");
  await refused(
    {},
    { perplexity: 0.5 },
    "Cannot make a map with perplexity 0.5: expected a number",
  );
  await refused({}, { iterations: 0 }, "with iterations 0: expected a whole number from 1 up");
  await refused({}, { rate: -1 }, "with rate -1: expected a number over 0");
  await refused({}, { theta: 2 }, "with theta 2: expected a number from 0 to 1");
  await refused({}, { seed: -1 }, "Cannot use -1 as a seed");
  await refused(
    {},
    { start: groupedPoints(20, 3) },
    "Cannot start a map of 20 points from an array",
  );
  await refused(
    {},
    { start: rowsOf(2, new Float32Array(40).fill(Infinity)) },
    "Cannot start a map from values that are no finite numbers",
  );
  await refused({}, { rate: 1e36 }, "Cannot go on with a map that left the numbers by step 25");
});
