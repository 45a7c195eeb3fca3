import { type Shape, sizeOf } from "../core/shape.ts";

/** The values of each element type, as runtimes give them. */
export interface LiteTensorValues {
  readonly float32: Float32Array;
  readonly int32: Int32Array;
  readonly int64: BigInt64Array;
  readonly bool: Uint8Array;
}

/** A tensor outside of a session: plain values with a shape. */
export class LiteTensor {
  readonly type: keyof LiteTensorValues;
  readonly data: LiteTensorValues[keyof LiteTensorValues];
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
