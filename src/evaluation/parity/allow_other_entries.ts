import type { NdArray } from "../../core/nd_array.ts";

/** The share of vectors that may stand for another of two entries which rounding cannot tell apart. */
const TOLERANCE = 1e-3;

/**
 * Quantised codes [B, …] of another runtime, the vectors that became another entry there replaced by
 * those of here.
 *
 * Throws an Error where they are more than rounding explains.
 */
export function allowOtherEntries(
  { here, there }: { here: NdArray; there: NdArray },
  { size }: { size: number },
): NdArray {
  const values = there.values.slice();
  let wrong = 0;
  for (let from = 0; from < values.length; from += size) {
    const own = here.values.subarray(from, from + size);
    if (own.every((value, i) => value === values[from + i])) continue;
    wrong++;
    values.set(own, from);
  }
  const count = values.length / size;
  if (wrong > TOLERANCE * count) {
    throw new Error(
      `Cannot trust the exported encoder: ${wrong} of ${count} vectors of the codes are not the ` +
        `trainer's entries, more than rounding explains`,
    );
  }
  return { shape: there.shape, values };
}
