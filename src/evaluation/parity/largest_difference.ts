import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";

/** The largest difference that rounding explains, relative to the largest value where that is over 1. */
const TOLERANCE = 1e-5;

/** What the trainer and another runtime make of the same inputs, [B, …]. */
export interface Sides {
  readonly here: NdArray;
  readonly there: NdArray;
}

/**
 * The largest difference between the values of the trainer and those of an exported half.
 *
 * Throws an Error, one sentence, where it is more than rounding explains. Of sparse codes, entries that
 * tie for the last place may be others.
 */
export function largestDifference(
  what: "encoder" | "decoder",
  { here, there, isSparse = false }: Sides & { isSparse?: boolean },
): number {
  const scale = here.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const tolerance = TOLERANCE * scale;
  const size = sizeOf(here.shape.slice(1));
  let largest = 0;
  for (let from = 0; from < here.values.length; from += size) {
    const [a, b] = [here, there].map(({ values }) => values.subarray(from, from + size));
    const ties = isSparse ? leastKept(a) : undefined;
    for (let i = 0; i < size; i++) {
      const apart = Math.abs(a[i] - b[i]);
      // Of two entries as large as the least that is kept, rounding may keep either.
      const isTie = ties !== undefined && (a[i] === 0 || b[i] === 0) &&
        Math.abs(apart - ties) <= tolerance;
      if (!isTie) largest = Number.isNaN(apart) ? NaN : Math.max(largest, apart);
    }
  }
  // Written so that NaN does not pass.
  if (!(largest <= tolerance)) {
    throw new Error(
      `Cannot trust the exported ${what}: it differs from the trainer by ${
        largest.toPrecision(2)
      }, more than rounding explains`,
    );
  }
  return largest;
}

/** The least of the entries of a code that are not 0, by size. */
function leastKept(row: Float32Array): number {
  return row.reduce(
    (least, value) => value === 0 ? least : Math.min(least, Math.abs(value)),
    Infinity,
  );
}
