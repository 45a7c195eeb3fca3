import type { NdArray } from "../../core/nd_array.ts";
import { type CodeRange, codeRange } from "../../generation/mod.ts";

/** A place on a square pad: how far right and how far down, each from 0 to 1. */
export type PadPlace = readonly [right: number, down: number];

/** The share of the codes along each axis that a pad surely holds: a few stray ones would empty it. */
const HELD_SHARE = 0.98;

/** The share of their range that is added at each side. */
const MARGIN = 0.08;

/** The range of nearly all draws from the unit normal. */
const UNIT_RANGE: CodeRange = [[-3, 3], [-3, 3]];

/** The codes that a pad spans: nearly all of those given [N, 2] and a margin, ±3 when there are none. */
export function padRange(codes?: NdArray): CodeRange {
  if (codes === undefined || codes.values.length === 0) return UNIT_RANGE;
  const [x, y] = codeRange(codes, { share: HELD_SHARE }).map(([low, high]) => {
    const margin = MARGIN * (high - low);
    return [low - margin, high + margin] as const;
  });
  return [x, y];
}

/** The place of a code [2] on the pad: its first value grows to the right, its second upwards. */
export function placeOfCode(code: ArrayLike<number>, [x, y]: CodeRange): PadPlace {
  return [(code[0] - x[0]) / (x[1] - x[0]), (y[1] - code[1]) / (y[1] - y[0])];
}

/** The code [2] at a place of the pad, that of its nearest edge for places beyond. */
export function codeAtPlace([right, down]: PadPlace, [x, y]: CodeRange): Float32Array<ArrayBuffer> {
  const along = ([low, high]: readonly [number, number], share: number) =>
    low + (high - low) * Math.min(1, Math.max(0, share));
  return Float32Array.of(along(x, right), along(y, 1 - down));
}

/** The places of codes [N, 2], one after another. */
export function placesOfCodes({ values }: NdArray, range: CodeRange): Float32Array<ArrayBuffer> {
  const places = new Float32Array(values.length);
  for (let i = 0; i < values.length; i += 2) {
    places.set(placeOfCode(values.subarray(i, i + 2), range), i);
  }
  return places;
}

/**
 * The index of the place of these [N · 2] that is nearest to one, if any is less than `within`
 * away.
 *
 * It looks at each: two thousand take some microseconds, less than a tree would save.
 */
export function nearestPlace(
  places: Float32Array,
  { to: [right, down], within }: { to: PadPlace; within: number },
): number | undefined {
  let nearest: number | undefined, least = within * within;
  for (let i = 0; i < places.length; i += 2) {
    const dx = places[i] - right, dy = places[i + 1] - down, distance = dx * dx + dy * dy;
    if (distance < least) {
      least = distance;
      nearest = i / 2;
    }
  }
  return nearest;
}
