import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { neighbourAccuracy } from "../../src/maps/measures/neighbour_accuracy.ts";
import { neighbourRanks } from "../../src/maps/measures/neighbour_ranks.ts";
import { continuity, trustworthiness } from "../../src/maps/measures/trustworthiness.ts";
import { startMaps } from "../../src/maps/memory/map_memory.ts";
import { neighboursOf } from "../../src/maps/neighbours/neighbours_of.ts";
import { startDistances } from "../../src/maps/neighbours/squared_distances.ts";
import { groupedPoints, othersOf, rowsOf, wasm } from "./points.ts";

interface Golden {
  readonly k: number;
  readonly size: number;
  readonly points: number[];
  readonly map: number[];
  readonly labels: number[];
  readonly trustworthiness: number;
  readonly continuity: number;
  readonly accuracy: number;
}

const { measures } = JSON.parse(
  await Deno.readTextFile(new URL("../golden/maps.json", import.meta.url)),
) as { measures: Golden[] };

for (const { k: count, size, points, map, labels, ...expected } of measures) {
  Deno.test(`measures of ${labels.length} points of ${size} values by ${count} neighbours are scikit-learn's`, async () => {
    const rows = rowsOf(size, points), places = rowsOf(2, map), options = { count, wasm };
    const trusted = await trustworthiness(rows, places, options);
    assertAlmostEquals(trusted, expected.trustworthiness, 1e-12);
    assertAlmostEquals(await continuity(rows, places, options), expected.continuity, 1e-12);
    assertAlmostEquals(await neighbourAccuracy(places, labels, options), expected.accuracy, 1e-12);
  });
}

Deno.test("ranks are those of a sort of all, over more than one block of points", async () => {
  const points = groupedPoints(300, 5), map = groupedPoints(300, 2, { seed: 1 });
  const nearest = await neighboursOf(map, { count: 6, wasm });
  const ranks = neighbourRanks(startDistances(points, await startMaps(wasm)), nearest);
  for (let i = 0; i < 300; i++) {
    const others = othersOf(points, i);
    for (let j = 6 * i; j < 6 * i + 6; j++) {
      assertEquals(ranks[j], others.indexOf(nearest.items[j]) + 1);
    }
  }
});

Deno.test("a map that is the points themselves has all measures at their best", async () => {
  const points = groupedPoints(60, 2), labels = Array.from({ length: 60 }, (_, i) => i % 3);
  assertEquals(await trustworthiness(points, points, { wasm }), 1);
  assertEquals(await continuity(points, points, { wasm }), 1);
  assertEquals(await neighbourAccuracy(points, labels, { wasm }), 1);
});

Deno.test("maps of other points, too many neighbours and no numbers are refused", async () => {
  const points = groupedPoints(20, 3), map = groupedPoints(20, 2);
  const refused = (made: () => Promise<number>, message: string) =>
    assertRejects(made, RangeError, message);
  await refused(
    () => trustworthiness(points, groupedPoints(19, 2), { wasm }),
    "Cannot measure a map of 19 points as one of 20",
  );
  await refused(
    () => trustworthiness(points, map, { count: 10, wasm }),
    "Cannot measure a map of 20 points by 10 neighbours: expected a whole number from 1 to less",
  );
  await refused(
    () => trustworthiness(points, rowsOf(2, [...map.values.slice(1), NaN]), { wasm }),
    "Cannot measure points that hold NaN, in row 19",
  );
  await refused(
    () => neighbourAccuracy(map, [1, 2], { wasm }),
    "Cannot measure a map of 20 points by 2 labels",
  );
  await refused(
    () => neighbourAccuracy(map, Array(20).fill(0), { count: 20, wasm }),
    "by 20 neighbours: expected a whole number from 1 to 19",
  );
});
