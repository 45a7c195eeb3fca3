import type { NdArray } from "../../core/nd_array.ts";
import type { Nearest } from "../../retrieval/mod.ts";
import { type MapWasm, startMaps } from "../memory/map_memory.ts";
import { candidatesOf } from "./candidates.ts";
import { checkPoints } from "./check_points.ts";
import { startDistances } from "./squared_distances.ts";

/** The points that are found beyond those that are wanted, for rounding to change no more than their order. */
const SPARE = 8;

/**
 * The `count` nearest of the other points of each of N points [N, D] by the Euclidean distance, all N − 1 where
 * there are fewer: numbers and distances [N, count], from near to far, of equally far ones the first ones first.
 * A point is left out by its number, so that another one in the same place is its nearest neighbour.
 *
 * They are exact in 64 bits: products of 32 bits say which are near, half of them for both points of a pair, and
 * where the distances of those that were not kept could be less, as they are off by rounding, that point's are
 * looked through again. Throws a RangeError, one sentence, for fewer than two points, for values that are no
 * numbers, for a count that is no whole number from 1 up, and for more than WebAssembly can address.
 *
 * @example
 * ```ts
 * import { neighboursOf } from "isthmus";
 *
 * const wasm = await Deno.readFile("build/kernels/maps.wasm");
 * const points = { shape: [4, 1], values: Float32Array.of(0, 1, 3, 3) };
 * const { items, distances } = await neighboursOf(points, { count: 1, wasm });
 * assertEquals([[...items], [...distances]], [[1, 0, 3, 2], [1, 1, 0, 0]]);
 * ```
 */
export async function neighboursOf(
  points: NdArray,
  { count: wanted, wasm }: { readonly count: number; readonly wasm: MapWasm },
): Promise<Nearest> {
  const [all] = checkPoints(points, "find neighbours of");
  if (!Number.isSafeInteger(wanted) || wanted < 1) {
    throw new RangeError(`Cannot find ${wanted} neighbours: expected a whole number from 1 up`);
  }
  const memory = await startMaps(wasm), count = Math.min(wanted, all - 1);
  const distances = startDistances(points, memory);
  const kept = Math.min(all - 1, count + SPARE), found = candidatesOf(distances, kept);
  const nearest: Nearest = {
    count,
    items: new Uint32Array(all * count),
    distances: new Float32Array(all * count),
  };
  const unsure: number[] = [], limits: number[] = [];
  const take = (point: number, items: ArrayLike<number>) => {
    const squares = Float64Array.from(items, (item) => distances.between(point, item));
    const order = Uint32Array.from(squares, (_, i) => i).sort((a, b) =>
      squares[a] - squares[b] || items[a] - items[b]
    );
    for (let i = 0; i < count; i++) {
      nearest.items[point * count + i] = items[order[i]];
      nearest.distances[point * count + i] = Math.sqrt(squares[order[i]]);
    }
    return squares[order[count - 1]];
  };
  for (let point = 0; point < all; point++) {
    const { items, farthest } = found.take(point), error = distances.errorOf(point);
    const limit = take(point, items);
    // What is not kept is at least as far as the farthest that is, but for rounding.
    if (kept === all - 1 || error === 0 || limit < farthest - error) continue;
    // Twice, for the limit is rounded to 32 bits as well.
    unsure.push(point);
    limits.push(limit + 2 * error);
  }
  found.listNearer({ points: unsure, limits }, take);
  return nearest;
}
