import type { NdArray } from "../../core/nd_array.ts";
import { checkPoints } from "../neighbours/check_points.ts";
import { neighboursOf } from "../neighbours/neighbours_of.ts";
import type { MapMeasureOptions } from "./trustworthiness.ts";

/**
 * The share of points of a map [N, 2] whose class is the most frequent one among their nearest neighbours in it,
 * of equally frequent ones the lowest; each point is left out of its own. Labels [N] are numbers of classes.
 *
 * Throws a RangeError, one sentence, for a map that is no numbers, for other numbers of labels than of points,
 * and for a count of neighbours that is not from 1 to N − 1.
 *
 * @example
 * ```ts
 * import { neighbourAccuracy } from "isthmus";
 *
 * const wasm = await Deno.readFile("build/kernels/maps.wasm");
 * const map = { shape: [4, 1], values: Float32Array.of(0, 1, 7, 8) };
 * assertEquals(await neighbourAccuracy(map, [0, 0, 1, 0], { count: 1, wasm }), 0.5);
 * ```
 */
export async function neighbourAccuracy(
  map: NdArray,
  labels: ArrayLike<number>,
  { count = 10, wasm }: MapMeasureOptions,
): Promise<number> {
  const [all] = checkPoints(map, "measure");
  if (labels.length !== all) {
    throw new RangeError(`Cannot measure a map of ${all} points by ${labels.length} labels`);
  }
  if (!Number.isSafeInteger(count) || count < 1 || count >= all) {
    throw new RangeError(
      `Cannot measure a map of ${all} points by ${count} neighbours: expected a whole number from 1 to ` +
        `${all - 1}`,
    );
  }
  const { items } = await neighboursOf(map, { count, wasm });
  let right = 0;
  for (let point = 0; point < all; point++) {
    const votes = new Map<number, number>();
    for (const item of items.subarray(point * count, (point + 1) * count)) {
      votes.set(labels[item], (votes.get(labels[item]) ?? 0) + 1);
    }
    const [[winner]] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (winner === labels[point]) right++;
  }
  return right / all;
}
