import { type NdArray, ndArray } from "../core/nd_array.ts";
import { checkCodes } from "./check_codes.ts";

/**
 * The mean of codes: [B, …code] to [1, …code]. Throws a RangeError for none.
 *
 * @example
 * ```ts
 * import { meanCode } from "isthmus/generation";
 *
 * const { values } = meanCode({ shape: [2, 2], values: Float32Array.of(0, 2, 4, 4) });
 * assertEquals(values, Float32Array.of(2, 3));
 * ```
 */
export function meanCode(codes: NdArray): NdArray {
  const { count, codeShape, size } = checkCodes(codes, { to: "average" });
  if (count === 0) throw new RangeError("Cannot average no codes: expected one or more");
  const sums = new Float64Array(size);
  for (let start = 0; start < codes.values.length; start += size) {
    for (let i = 0; i < size; i++) sums[i] += codes.values[start + i];
  }
  return ndArray([1, ...codeShape], Float32Array.from(sums, (sum) => sum / count));
}
