import type { Shape } from "../../core/shape.ts";

/**
 * The values that are drawn black and white: 0 and 1 where inputs are images, else the least and the
 * greatest of `values`.
 */
export function inputRange(
  shape: Shape,
  values: readonly (Float32Array | undefined)[],
): readonly [number, number] {
  if (shape.length === 2 || shape.length === 3) return [0, 1];
  let low = Infinity, high = -Infinity;
  for (const array of values) {
    for (const value of array ?? []) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}
