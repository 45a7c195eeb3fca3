import { type NdArray, ndArray } from "../core/nd_array.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { checkCodes } from "./check_codes.ts";

/** Codes [B, …code] of an analogy: `from` is to `to` as `start` is to what is looked for. */
export interface Analogy {
  /** The codes that the change starts from. */
  readonly from: NdArray;
  /** The codes that it leads to. */
  readonly to: NdArray;
  /** The codes that are to change in the same way. */
  readonly start: NdArray;
}

/**
 * The code that is to `start` as `to` is to `from`: start + (to − from), [B, …code].
 *
 * Mikolov, Yih and Zweig, "Linguistic regularities in continuous space word representations", 2013.
 * Throws a RangeError for codes of different shapes.
 *
 * @example
 * ```ts
 * import { analogy } from "isthmus/generation";
 *
 * const code = (...values: number[]) => ({ shape: [1, 2], values: Float32Array.from(values) });
 * const { values } = analogy({ from: code(0, 1), to: code(2, 1), start: code(5, 5) });
 * assertEquals(values, Float32Array.of(7, 5));
 * ```
 */
export function analogy({ from, to, start }: Analogy): NdArray {
  checkCodes(start, { to: "compare" });
  for (const { shape, values } of [from, to]) {
    if (sameShape(shape, start.shape) && values.length === start.values.length) continue;
    throw new RangeError(
      `Cannot make an analogy of codes of shapes ${
        [from, to, start].map((codes) => formatShape(codes.shape)).join(", ")
      }: expected one shape`,
    );
  }
  const values = start.values.map((value, i) => value + (to.values[i] - from.values[i]));
  return ndArray(start.shape, values);
}
