import { type Shape, sizeOf } from "../core/shape.ts";

/** The values of each element type, as runtimes give them. */
export interface LiteTensorValues {
  /** Floats of 32 bits. */
  readonly float32: Float32Array;
  /** Integers of 32 bits. */
  readonly int32: Int32Array;
  /** Integers of 64 bits. */
  readonly int64: BigInt64Array;
  /** 1 for true, 0 for false. */
  readonly bool: Uint8Array;
}

/**
 * A tensor outside of a session: plain values with a shape.
 *
 * @example
 * ```ts
 * import { LiteTensor } from "isthmus/lite";
 *
 * const { dims, data } = new LiteTensor("float32", Float32Array.of(1, 2), [1, 2]);
 * assertEquals([dims, [...data]], [[1, 2], [1, 2]]);
 * ```
 */
export class LiteTensor {
  /** The type of its values. */
  readonly type: keyof LiteTensorValues;
  /** Its values, row-major. */
  readonly data: LiteTensorValues[keyof LiteTensorValues];
  /** The sizes of its axes. */
  readonly dims: Shape;

  /** Pairs values with a shape; throws a RangeError where they are not as many. */
  constructor(
    type: keyof LiteTensorValues,
    data: LiteTensorValues[keyof LiteTensorValues],
    dims: Shape,
  ) {
    if (data.length !== sizeOf(dims)) {
      throw new RangeError(
        `Cannot make a tensor of shape [${dims}] from ${data.length} values: expected ` +
          `${sizeOf(dims)}`,
      );
    }
    this.type = type;
    this.data = data;
    this.dims = [...dims];
  }

  /** The values. */
  getData(): Promise<unknown> {
    return Promise.resolve(this.data);
  }

  /** Does nothing: the values are ordinary memory. */
  dispose(): void {}
}
