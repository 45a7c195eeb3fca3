import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import type { Nearest } from "../../retrieval/mod.ts";
import { checkNeighbours } from "../check_neighbours.ts";
import type { MapEvent } from "../map_event.ts";
import { startOf } from "../start/start_of.ts";
import { type UmapOptions, umapOptions } from "./umap_options.ts";

/** The largest coordinate at the start, and the scatter that parts points in the same place, as umap-learn has them. */
const START = 10, SCATTER = 1e-4;

/**
 * Makes a map [N, 2] of points by UMAP, as the package umap-js computes it, from the nearest neighbours of each
 * and a seeded stream: McInnes, Healy and Melville, "UMAP: uniform manifold approximation and projection for
 * dimension reduction", 2018. Yields an event every so many passes, of a map that the caller can show, or stop at
 * by asking for no more, and the finished one last.
 *
 * `start` is a map to start from, such as that of `principalPlane`, at whatever scale; without one, points start
 * anywhere, and where groups lie beside each other depends on the seed. With fewer neighbours than asked for, a
 * remark says so. Throws a RangeError, one sentence, for fewer than three points, for distances that are no
 * numbers and for options that make no sense.
 *
 * @example
 * ```ts
 * import { neighboursOf, umap } from "isthmus";
 *
 * const wasm = await Deno.readFile("build/kernels/maps.wasm");
 * const values = Float32Array.from({ length: 60 }, (_, i) => i % 3 + (i < 30 ? 0 : 100));
 * const neighbours = await neighboursOf({ shape: [20, 3], values }, { count: 14, wasm });
 * for await (const event of umap(neighbours, { options: { iterations: 50 } })) {
 *   if (event.type === "end") assertEquals(event.map.shape, [20, 2]);
 * }
 * ```
 */
export async function* umap(
  neighbours: Nearest,
  { start, options = {} }: {
    readonly start?: NdArray | undefined;
    readonly options?: UmapOptions;
  } = {},
): AsyncGenerator<MapEvent, void> {
  const count = checkNeighbours(neighbours);
  const { neighbours: asked, leastDistance, spread, iterations, seed, every } = umapOptions(
    options,
    count,
  );
  // The package counts a point as its own first neighbour, and wants more points than neighbours.
  const taken = Math.min(asked, neighbours.count + 1, count - 1);
  const rng = createRng(seed).fork("umap"), others = taken - 1;
  const places = start && startOf(start, {
    ...{ count, rng },
    scaleOf: (centred) => START / centred.reduce((most, v) => Math.max(most, Math.abs(v)), 0),
  });
  const { UMAP } = await import("umap-js");
  const model = new UMAP({
    ...{ nComponents: 2, nNeighbors: taken, nEpochs: iterations },
    ...{ minDist: leastDistance, spread, random: () => rng.uniform() },
  });
  const row = (list: ArrayLike<number> & { subarray(a: number, b: number): Iterable<number> }) =>
  (
    own: number,
    i: number,
  ) => [own, ...list.subarray(i * neighbours.count, i * neighbours.count + others)];
  const itself = Array.from({ length: count }, (_, i) => i);
  model.setPrecomputedKNN(
    itself.map(row(neighbours.items)),
    itself.map(() => 0).map(row(neighbours.distances)),
  );
  // It asks for no value of the points where it has their neighbours.
  model.initializeFit(itself.map(() => []));
  // The places in which it works: to write them is to start from there.
  const points = model.getEmbedding();
  if (places) {
    points.forEach((point, i) => {
      for (let d = 0; d < 2; d++) point[d] = places[2 * i + d] + SCATTER * rng.normal();
    });
  }
  const map = () => ndArray([count, 2], Float32Array.from(points.flat()));
  for (let iteration = 0; iteration < iterations; iteration++) {
    if (iteration > 0 && iteration % every === 0) {
      yield { type: "step", iteration, iterations, map };
    }
    model.step();
  }
  const remarks = taken === asked ? [] : [
    `${taken} neighbours of each point are taken, itself among them, and not ${asked}, as there are no more.`,
  ];
  yield { type: "end", map: map(), remarks };
}
