import type { NdArray } from "../../core/nd_array.ts";
import { type MapWasm, startMaps } from "../memory/map_memory.ts";
import { checkPoints } from "../neighbours/check_points.ts";
import { neighboursOf } from "../neighbours/neighbours_of.ts";
import { startDistances } from "../neighbours/squared_distances.ts";
import { neighbourRanks } from "./neighbour_ranks.ts";

/** The number of neighbours that a map is measured by, and the compiled kernels. */
export interface MapMeasureOptions {
  /** The number of neighbours, less than half of the points; 10 unless given. */
  readonly count?: number;
  /** The kernels of maps, `build/kernels/maps.wasm`. */
  readonly wasm: MapWasm;
}

/**
 * The trustworthiness of a map [N, 2] of points [N, D]: 1 where the nearest neighbours of each point in the map
 * are those of the points; each that is not counts the more, the farther it is there,
 * 1 − 2 / (N k (2 N − 3 k − 1)) Σ (rank − k) (Venna and Kaski, "Neighborhood preservation in nonlinear projection
 * methods: an experimental study", 2001).
 *
 * Of equally far points the first ones are nearer. Throws a RangeError, one sentence, for points that are no
 * numbers, for a map of other points, and for a count of neighbours that is not from 1 to less than half of them.
 *
 * @example
 * ```ts
 * import { trustworthiness } from "isthmus";
 *
 * const wasm = await Deno.readFile("build/kernels/maps.wasm");
 * const points = { shape: [5, 1], values: Float32Array.of(0, 1, 3, 7, 15) };
 * assertEquals(await trustworthiness(points, points, { count: 2, wasm }), 1);
 * ```
 */
export async function trustworthiness(
  points: NdArray,
  map: NdArray,
  { count = 10, wasm }: MapMeasureOptions,
): Promise<number> {
  const [all] = checkPoints(points, "measure a map of"), [mapped] = checkPoints(map, "measure");
  if (all !== mapped) {
    throw new RangeError(`Cannot measure a map of ${mapped} points as one of ${all}`);
  }
  if (!Number.isSafeInteger(count) || count < 1 || count >= all / 2) {
    throw new RangeError(
      `Cannot measure a map of ${all} points by ${count} neighbours: expected a whole number from 1 to ` +
        "less than half of the points",
    );
  }
  const nearest = await neighboursOf(map, { count, wasm });
  const ranks = neighbourRanks(startDistances(points, await startMaps(wasm)), nearest);
  const sum = ranks.reduce((total, rank) => total + Math.max(0, rank - count), 0);
  return 1 - sum * 2 / (all * count * (2 * all - 3 * count - 1));
}

/**
 * The continuity of a map [N, 2] of points [N, D]: as its trustworthiness, with points and map the other way
 * round, so that neighbours count that the map has torn apart (Venna and Kaski, "Neighborhood preservation in
 * nonlinear projection methods: an experimental study", 2001). Throws what `trustworthiness` throws.
 *
 * @example
 * ```ts
 * import { continuity, trustworthiness } from "isthmus";
 *
 * const wasm = await Deno.readFile("build/kernels/maps.wasm");
 * const points = { shape: [5, 1], values: Float32Array.of(0, 1, 3, 7, 15) };
 * const map = { shape: [5, 1], values: Float32Array.of(0, 9, 3, 7, 15) };
 * const torn = await continuity(points, map, { count: 2, wasm });
 * assertEquals(torn, await trustworthiness(map, points, { count: 2, wasm }));
 * ```
 */
export function continuity(
  points: NdArray,
  map: NdArray,
  options: MapMeasureOptions,
): Promise<number> {
  return trustworthiness(map, points, options);
}
