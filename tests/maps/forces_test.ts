import { assert, assertAlmostEquals } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { startMaps } from "../../src/maps/memory/map_memory.ts";
import { neighboursOf } from "../../src/maps/neighbours/neighbours_of.ts";
import { type Affinities, affinitiesOf } from "../../src/maps/tsne/affinities.ts";
import { startForces } from "../../src/maps/tsne/forces.ts";
import { groupedPoints, rowsOf, wasm } from "./points.ts";

/** The divergence of t-SNE by its definition, in 64 bits. */
function naiveDivergence({ count, ends, items, weights }: Affinities, map: Float64Array): number {
  const near = (i: number, j: number) =>
    1 / (1 + (map[2 * i] - map[2 * j]) ** 2 + (map[2 * i + 1] - map[2 * j + 1]) ** 2);
  let total = 0, divergence = 0;
  for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) if (i !== j) total += near(i, j);
  for (let i = 0, entry = 0; i < count; i++) {
    for (; entry < ends[i]; entry++) {
      const p = weights[entry];
      if (p > 0) divergence += p * Math.log(p / (near(i, items[entry]) / total));
    }
  }
  return divergence;
}

/** Forces on a map, and the affinities that they follow from. */
async function forcesOf(map: NdArray, theta: number) {
  const neighbours = await neighboursOf(groupedPoints(map.shape[0], 4), { count: 12, wasm });
  const affinities = affinitiesOf(neighbours, { perplexity: 4, neighbours: 12 });
  const forces = startForces(affinities, { memory: await startMaps(wasm), theta });
  forces.points.set(map.values);
  forces.compute();
  return { affinities, forces };
}

for (const count of [13, 30, 41]) {
  Deno.test(`the gradient of ${count} points is that of central differences`, async () => {
    const map = groupedPoints(count, 2), { affinities, forces } = await forcesOf(map, 0);
    const places = Float64Array.from(map.values), gradient = forces.gradient();
    const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    assertAlmostEquals(forces.divergence(), naiveDivergence(affinities, places), 1e-5);
    gradient.forEach((value, at) => {
      const by = (step: number) =>
        naiveDivergence(affinities, places.map((place, i) => i === at ? place + step : place));
      assertAlmostEquals(value, (by(1e-4) - by(-1e-4)) / 2e-4, 1e-5 * largest);
    });
  });
}

Deno.test("an exaggerated gradient is that of affinities as many times as large", async () => {
  const { forces } = await forcesOf(groupedPoints(30, 2), 0);
  const [once, twice, thrice] = [1, 2, 3].map((factor) => forces.gradient(factor));
  once.forEach((value, i) => assertAlmostEquals(twice[i] - value, thrice[i] - twice[i], 1e-5));
});

/** Sums Σ q² (yᵢ − yⱼ) of all pairs, and that of q, by the kernel. */
async function repelled({ shape: [count], values }: NdArray, theta: number) {
  const memory = await startMaps(wasm), { kernels } = memory;
  const points = memory.take(4 * values.length), forces = memory.take(4 * values.length);
  const scratch = memory.take(kernels.repelScratch(count));
  memory.floats(points, values.length).set(values);
  const total = kernels.repel(points, count, theta, scratch, forces);
  return { total, forces: memory.floats(forces, values.length).slice() };
}

/** Root of the sum of squared differences, as a part of that of squares. */
function relativeError(a: Float32Array, b: Float32Array): number {
  const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i) ** 2, 0);
  return Math.sqrt(sum((i) => a[i] - b[i]) / sum((i) => b[i]));
}

const rng = createRng(5);
const maps: Record<string, NdArray> = {
  "groups": groupedPoints(1500, 2, { groups: 9 }),
  "a start": rowsOf(2, Array.from({ length: 1400 }, () => 1e-4 * rng.normal())),
  "far outliers": rowsOf(
    2,
    Array.from({ length: 1002 }, (_, i) => (i < 6 ? 1e6 : 1) * rng.normal()),
  ),
  "many copies": rowsOf(2, Array.from({ length: 1200 }, (_, i) => Math.floor(i / 2) % 7 * (i % 2))),
  "a line": rowsOf(2, Array.from({ length: 900 }, (_, i) => i % 2 === 0 ? i : 3)),
};
for (const [name, map] of Object.entries(maps)) {
  Deno.test(`the forces of a tree are near those of all pairs: ${name}`, async () => {
    const exact = await repelled(map, 0), near = await repelled(map, 0.5);
    assert(relativeError(near.forces, exact.forces) < 0.02);
    assertAlmostEquals(near.total / exact.total, 1, 0.005);
    const nearer = await repelled(map, 0.1);
    assert(relativeError(nearer.forces, exact.forces) < 2e-4);
  });
}

Deno.test("points in one place push each other nowhere, and every pair counts as 1", async () => {
  for (const theta of [0, 0.5]) {
    const { total, forces } = await repelled(rowsOf(2, new Float32Array(90).fill(3)), theta);
    assert(total === 45 * 44 && forces.every((force) => force === 0));
  }
});
