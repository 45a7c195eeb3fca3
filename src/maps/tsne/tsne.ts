import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import type { Nearest } from "../../retrieval/mod.ts";
import { checkNeighbours } from "../check_neighbours.ts";
import type { MapEvent } from "../map_event.ts";
import { type MapWasm, startMaps } from "../memory/map_memory.ts";
import { startOf } from "../start/start_of.ts";
import { affinitiesOf } from "./affinities.ts";
import { startForces } from "./forces.ts";
import { type TsneOptions, tsneOptions } from "./tsne_options.ts";

/** The standard deviation of the first coordinate at the start. */
const START = 1e-4;

/** The share of a velocity that is kept, in the first steps and in the others. */
const MOMENTUM_EARLY = 0.5, MOMENTUM = 0.8;

/** The neighbours of a point for each of the perplexity. */
const NEIGHBOURS = 3;

/**
 * Makes a map [N, 2] of points by t-SNE, from the nearest neighbours of each, three times as many as the
 * perplexity: points that are near stay near, what is far is put anywhere (van der Maaten and Hinton,
 * "Visualizing data using t-SNE", 2008). Yields an event every so many steps, of a map that the caller can show,
 * or stop at by asking for no more, and the finished one last.
 *
 * `start` is a map to start from, such as that of `principalPlane`, at whatever scale. The same input makes the
 * same bytes. With fewer neighbours the perplexity is lowered, and a remark says so. Throws a
 * RangeError, one sentence, for fewer than three points, for distances that are no numbers, for options that make
 * no sense, and where a rate is so high that the map is no longer one of numbers.
 *
 * @example
 * ```ts
 * import { neighboursOf, principalPlane, tsne } from "isthmus";
 *
 * const wasm = await Deno.readFile("build/kernels/maps.wasm");
 * const values = Float32Array.from({ length: 60 }, (_, i) => i % 3 + (i < 30 ? 0 : 100));
 * const points = { shape: [20, 3], values };
 * const start = await principalPlane(points, { wasm });
 * const neighbours = await neighboursOf(points, { count: 9, wasm });
 * for await (const event of tsne(neighbours, { start, wasm, options: { perplexity: 3 } })) {
 *   if (event.type === "end") assertEquals(event.map.shape, [20, 2]);
 *   else assert(event.divergence! > 0);
 * }
 * ```
 */
export async function* tsne(
  neighbours: Nearest,
  { start, options = {}, wasm }: {
    readonly start?: NdArray | undefined;
    readonly options?: TsneOptions;
    readonly wasm: MapWasm;
  },
): AsyncGenerator<MapEvent, void> {
  const count = checkNeighbours(neighbours);
  const { perplexity: asked, iterations, early, exaggeration, rate, theta, seed, every } =
    tsneOptions(options, count);
  const perplexity = Math.max(1, Math.min(asked, neighbours.count / NEIGHBOURS));
  const places = startOf(start, {
    ...{ count, rng: createRng(seed).fork("tsne") },
    scaleOf: (centred) => START / deviationOfFirst(centred),
  });
  const affinities = affinitiesOf(neighbours, {
    perplexity,
    neighbours: Math.min(neighbours.count, Math.ceil(NEIGHBOURS * perplexity)),
  });
  const forces = startForces(affinities, { memory: await startMaps(wasm), theta });
  forces.points.set(places);
  const map = () => ndArray([count, 2], forces.points.slice());
  const divergenceAt = (iteration: number) => {
    const divergence = forces.divergence();
    if (Number.isFinite(divergence)) return divergence;
    throw new RangeError(
      `Cannot go on with a map that left the numbers by step ${iteration}: expected a rate below ${rate}`,
    );
  };
  for (let iteration = 0; iteration < iterations; iteration++) {
    const isEarly = iteration < early;
    forces.compute();
    if (iteration > 0 && iteration % every === 0) {
      yield { type: "step", iteration, iterations, divergence: divergenceAt(iteration), map };
    }
    if (iteration === early) forces.rest();
    forces.descend({
      ...{ rate, momentum: isEarly ? MOMENTUM_EARLY : MOMENTUM },
      exaggeration: isEarly ? exaggeration : 1,
    });
  }
  forces.compute();
  const divergence = divergenceAt(iterations);
  yield { type: "end", map: map(), divergence, remarks: lowered(asked, perplexity) };
}

/** The remark that the perplexity is not the one asked for. */
function lowered(asked: number, perplexity: number): string[] {
  if (perplexity === asked) return [];
  return [
    `The perplexity is ${
      Number(perplexity.toFixed(2))
    } and not ${asked}, as each point has too few neighbours for more.`,
  ];
}

/** The standard deviation of the first of two coordinates around 0. */
function deviationOfFirst(centred: Float64Array): number {
  const sum = centred.reduce((total, value, i) => i % 2 === 0 ? total + value * value : total, 0);
  return Math.sqrt(sum / (centred.length / 2));
}
