import type { Rgb } from "../points/sprite.ts";

/** The range of numbers that a scale of colours tells apart. */
export interface NumberScale {
  readonly low: number;
  readonly high: number;
  /** True where some numbers lie beyond, and have the colour of the nearest end. */
  readonly isCut: boolean;
}

/** The steps of the scale. */
export const STEPS = 64;

/** The share of the numbers at each end that the scale leaves out: stray ones would take it all. */
const CUT = 0.01;

/**
 * Ten even steps of viridis, which grows lighter evenly and which people with a colour-vision
 * deficiency read as well (van der Walt and Smith, "A better default colormap for Matplotlib", 2015),
 * without the two darkest and the lightest, which would not stand out from a dark or a light ground.
 */
const ANCHORS: readonly Rgb[] = [
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
];

/** The scale of numbers, from the 1st to the 99th percentile; numbers that are not finite do not count. */
export function numberScale(values: Float32Array): NumberScale | undefined {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return undefined;
  const cut = Math.floor(CUT * (sorted.length - 1));
  const low = sorted[cut], high = sorted[sorted.length - 1 - cut];
  return { low, high, isCut: sorted[0] < low || sorted[sorted.length - 1] > high };
}

/** The step of a number on a scale, from 0 to `STEPS` − 1; the middle where all numbers are equal. */
export function stepOf(value: number, { low, high }: NumberScale): number {
  if (!(high > low)) return STEPS >> 1;
  const share = (value - low) / (high - low);
  return Math.min(STEPS - 1, Math.max(0, Math.floor(share * STEPS)));
}

/** The colour of a step. */
export function stepColour(step: number): Rgb {
  const place = (ANCHORS.length - 1) * step / (STEPS - 1);
  const below = Math.min(ANCHORS.length - 2, Math.floor(place)), share = place - below;
  const mix = (channel: 0 | 1 | 2) =>
    Math.round((1 - share) * ANCHORS[below][channel] + share * ANCHORS[below + 1][channel]);
  return [mix(0), mix(1), mix(2)];
}
