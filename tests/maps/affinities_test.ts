import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Nearest } from "../../src/retrieval/mod.ts";
import { neighboursOf } from "../../src/maps/neighbours/neighbours_of.ts";
import { type Affinities, affinitiesOf } from "../../src/maps/tsne/affinities.ts";
import { fillProbabilities } from "../../src/maps/tsne/bandwidth.ts";
import { groupedPoints, rowsOf, wasm } from "./points.ts";

const golden = JSON.parse(
  await Deno.readTextFile(new URL("../golden/maps.json", import.meta.url)),
).affinities as { points: number[]; values: number[] };

/** All pairs, row by row; entries that come twice would be added. */
function dense({ count, ends, items, weights }: Affinities): Float64Array {
  const all = new Float64Array(count * count);
  for (let i = 0, entry = 0; i < count; i++) {
    for (; entry < ends[i]; entry++) all[i * count + items[entry]] += weights[entry];
  }
  return all;
}

Deno.test("affinities are those of scikit-learn", async () => {
  const neighbours = await neighboursOf(rowsOf(3, golden.points), { count: 12, wasm });
  const all = dense(affinitiesOf(neighbours, { perplexity: 4, neighbours: 12 }));
  all.forEach((value, i) => assertAlmostEquals(value, golden.values[i], 2e-7));
});

Deno.test("affinities are symmetric, come to 1, and lie in whole fours", async () => {
  const neighbours = await neighboursOf(groupedPoints(101, 4), { count: 20, wasm });
  const affinities = affinitiesOf(neighbours, { perplexity: 5, neighbours: 15 });
  const all = dense(affinities);
  assertAlmostEquals(all.reduce((sum, value) => sum + value, 0), 1, 1e-6);
  for (let i = 0; i < 101; i++) {
    assertEquals(affinities.ends[i] % 4, 0);
    assertEquals(all[i * 101 + i], 0);
    for (let j = 0; j < i; j++) assertEquals(all[i * 101 + j], all[j * 101 + i]);
  }
});

/** Two to the power of the entropy in bits. */
function perplexityOf(probabilities: Float64Array): number {
  return Math.exp(-probabilities.reduce((sum, p) => p > 0 ? sum + p * Math.log(p) : sum, 0));
}

Deno.test("the perplexity of each point is the one asked for, whatever the scale of distances", () => {
  for (const scale of [1e-12, 1, 1e12]) {
    for (const perplexity of [1.5, 10, 29]) {
      const squares = Float64Array.from(
        { length: 90 },
        (_, i) => scale * (50 + (i * 37 % 90) ** 2),
      );
      const out = new Float64Array(90);
      fillProbabilities(squares, out, perplexity);
      assertAlmostEquals(perplexityOf(out) / perplexity, 1, 2e-5);
      assertAlmostEquals(out.reduce((sum, p) => sum + p, 0), 1, 1e-9);
    }
  }
});

Deno.test("equally far neighbours are taken alike, and so are more in one place than the perplexity", () => {
  const out = new Float64Array(6);
  fillProbabilities(new Float64Array(6), out, 2);
  assertEquals([...out], Array(6).fill(1 / 6));
  fillProbabilities(Float64Array.of(0, 0, 0, 0, 9, 9), out, 2);
  assertAlmostEquals(perplexityOf(out), 4, 1e-3);
  assertAlmostEquals(out[0], 0.25, 1e-6);
});

Deno.test("a perplexity of 1 takes the nearest neighbour alone", () => {
  const out = new Float64Array(3);
  fillProbabilities(Float64Array.of(1, 2, 4), out, 1);
  assertAlmostEquals(out[0], 1, 1e-5);
});

Deno.test("only the nearest of the neighbours that are there are taken", () => {
  const neighbours: Nearest = {
    count: 2,
    items: Uint32Array.of(1, 2, 0, 2, 1, 0),
    distances: Float32Array.of(1, 3, 1, 2, 2, 3),
  };
  const all = dense(affinitiesOf(neighbours, { perplexity: 1, neighbours: 1 }));
  assertEquals(
    [...all].map((value) => value.toFixed(3)).join(" "),
    "0.000 0.333 0.000 0.333 0.000 0.167 0.000 0.167 0.000",
  );
});
