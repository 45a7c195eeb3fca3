import { formatShape, type Shape, sizeOf } from "./shape.ts";

/** An array of 32-bit floats outside any runtime: what files hold and what crosses between floors. */
export interface NdArray {
  /** The sizes of its axes. */
  readonly shape: Shape;
  /** Row-major values, `sizeOf(shape)` of them. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** Pairs values with a shape; throws a RangeError when their counts differ. */
export function ndArray(shape: Shape, values: Float32Array<ArrayBuffer>): NdArray {
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot give ${values.length} values the shape ${formatShape(shape)}: it holds ${
        sizeOf(shape)
      }`,
    );
  }
  return { shape, values };
}

/** An array of zeros. */
export function zeros(shape: Shape): NdArray {
  return { shape, values: new Float32Array(sizeOf(shape)) };
}

/** An array [N, …] as rows [N, D], of the same values. */
export function rowsOf({ shape: [count], values }: NdArray): NdArray {
  return { shape: [count, values.length / count], values };
}
