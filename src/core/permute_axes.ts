import { type Shape, sizeOf } from "./shape.ts";

/**
 * An array with its axes in another order: axis i of the result is `axes[i]` of the source. A matrix
 * with `[1, 0]` is its transpose.
 */
export function permuteAxes<Values extends Float32Array | Int32Array | Uint8Array>(
  { shape, values }: { readonly shape: Shape; readonly values: Values },
  axes: readonly number[],
): { shape: number[]; values: Values } {
  const permuted = axes.map((axis) => shape[axis]);
  const steps = axes.map((axis) => sizeOf(shape.slice(axis + 1)));
  const result = values.slice() as Values;
  const position = axes.map(() => 0);
  for (let i = 0, from = 0; i < result.length; i++) {
    result[i] = values[from];
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      from += steps[axis];
      if (++position[axis] < permuted[axis]) break;
      from -= steps[axis] * permuted[axis];
      position[axis] = 0;
    }
  }
  return { shape: permuted, values: result };
}
