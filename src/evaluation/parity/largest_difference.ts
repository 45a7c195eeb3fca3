import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";

/** The largest difference that rounding explains, as a part of the largest value. */
const TOLERANCE = 1e-5;

/** The shares of values, or else of examples, that may differ where rounding swaps what is kept. */
const SWAPPED_VALUES = 1e-3, SWAPPED_EXAMPLES = 1 / 16;

/** The values that the trainer and another runtime make of the same inputs, [B, …]. */
export interface Sides {
  readonly here: NdArray;
  readonly there: NdArray;
}

/** The differences, besides rounding, that two sides may have. */
export interface DifferenceOptions {
  /** True for sparse codes: entries that tie for the last place may be others. */
  readonly isSparse?: boolean;
  /** True behind layers that keep the largest of their inputs, two of which rounding may swap. */
  readonly maySwap?: boolean;
  /** The largest that rounding explains, as a part of the largest value: 1e-5 unless given. */
  readonly tolerance?: number;
  /** The most that rounding itself may come to; any amount unless given. */
  readonly most?: number;
}

/**
 * The largest difference between the values of the trainer and those of an exported half, as a part of
 * the trainer's largest value where that is over 1.
 *
 * Throws an Error, one sentence, where it is more than rounding explains, and for values so large that
 * their rounding says nothing any more, or that are not finite: these are of a training that diverged.
 */
export function largestDifference(
  what: "encoder" | "decoder" | "classifier",
  { here, there }: Sides,
  { isSparse = false, maySwap = false, most = Infinity, ...options }: DifferenceOptions = {},
): number {
  const refuse = (why: string): never => {
    throw new Error(`Cannot trust the exported ${what}: ${why}`);
  };
  const scale = here.values.reduce((size, value) => Math.max(size, Math.abs(value)), 1);
  if (!Number.isFinite(scale)) {
    refuse("the trainer's own values are not finite, try a lower learning rate");
  }
  const tolerance = (options.tolerance ?? TOLERANCE) * scale;
  const [count, ...shape] = here.shape, size = sizeOf(shape), swapped: number[] = [];
  let largest = 0, examples = 0;
  for (let from = 0; from < here.values.length; from += size) {
    const [a, b] = [here, there].map(({ values }) => values.subarray(from, from + size));
    const ties = isSparse ? leastKept(a) : undefined, before = swapped.length;
    for (let i = 0; i < size; i++) {
      const apart = Math.abs(a[i] - b[i]);
      // Of two entries as large as the least that is kept, rounding may keep either.
      const isTie = ties !== undefined && (a[i] === 0 || b[i] === 0) &&
        Math.abs(apart - ties) <= tolerance;
      if (isTie) continue;
      if (maySwap && apart > tolerance) swapped.push(apart);
      else largest = Math.max(largest, apart);
    }
    examples += Number(swapped.length > before);
  }
  if (swapped.length > SWAPPED_VALUES * count * size && examples > SWAPPED_EXAMPLES * count) {
    largest = swapped.reduce((most, apart) => Math.max(most, apart));
  }
  // Written so that NaN does not pass.
  if (!(largest <= tolerance)) {
    refuse(
      `it differs from the trainer by ${largest.toPrecision(2)}, more than rounding explains`,
    );
  }
  if (largest > most) {
    refuse(
      `its values reach ${scale.toPrecision(2)}, so that rounding alone moves them by ` +
        `${largest.toPrecision(2)}, more than any value of an example, try a lower learning rate`,
    );
  }
  return largest / scale;
}

/** The least of the entries of a code that are not 0, by size. */
function leastKept(row: Float32Array): number {
  return row.reduce(
    (least, value) => value === 0 ? least : Math.min(least, Math.abs(value)),
    Infinity,
  );
}
