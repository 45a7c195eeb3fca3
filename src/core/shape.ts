/** The sizes of an array's axes, outermost first; `[]` is a single number. */
export type Shape = readonly number[];

/** The number of values in an array of this shape: the product of its axes, 1 for `[]`. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

/** True when both shapes have the same axes. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i]);
}

/** A shape as people write it: `[28, 28, 1]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}
