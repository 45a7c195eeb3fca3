import type { NdArray } from "../core/nd_array.ts";

/** An array with its axes in another order: axis i of the result is `axes[i]` of the source. */
export function permute({ shape, values }: NdArray, axes: readonly number[]): NdArray {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const permuted = axes.map((axis) => shape[axis]);
  const steps = axes.map((axis) => strides[axis]);
  const result = new Float32Array(values.length);
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
