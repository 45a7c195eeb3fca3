/**
 * The value above which a bit of codes is 1: ½ where all their values are within 0 to 1, as means of bits
 * are, else 0.
 *
 * @example
 * ```ts
 * import { bitThreshold } from "isthmus/retrieval";
 *
 * assertEquals(bitThreshold(Float32Array.of(0.2, 0.9)), 0.5);
 * assertEquals(bitThreshold(Float32Array.of(-3, 2)), 0);
 * ```
 */
export function bitThreshold(values: Float32Array): number {
  return values.every((value) => value >= 0 && value <= 1) ? 0.5 : 0;
}
