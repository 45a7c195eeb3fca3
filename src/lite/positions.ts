import { type Shape, sizeOf } from "../core/shape.ts";
import type { LiteEngine } from "./lite_engine.ts";

/** The distances of neighbours along each axis in a row-major array. */
export function stridesOf(shape: Shape): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/** The strides by which an array is read as one of a larger shape: 0 along repeated axes. */
export function broadcastStrides(shape: Shape, to: Shape): number[] {
  const own = stridesOf(shape), missing = to.length - shape.length;
  return to.map((_, i) => i < missing || shape[i - missing] === 1 ? 0 : own[i - missing]);
}

/**
 * The place of each element of a row-major array of this shape in an array of these strides.
 *
 * Throws a RangeError where a model takes too much memory with them.
 */
export function positionsOf(
  shape: Shape,
  { strides, start = 0, engine }: {
    strides: readonly number[];
    start?: number;
    engine: LiteEngine;
  },
): Int32Array<ArrayBuffer> {
  engine.reserve(sizeOf(shape));
  const positions = new Int32Array(sizeOf(shape));
  const index = shape.map(() => 0);
  for (let i = 0, at = start; i < positions.length; i++) {
    positions[i] = at;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      at -= strides[axis] * shape[axis];
      index[axis] = 0;
    }
  }
  return positions;
}
