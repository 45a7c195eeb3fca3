/** The kinds of numbers that models of the toolkit take and give, by the protocol's names. */
export const DATATYPES = { FP32: 4, INT64: 8 } as const;

/** One of them; the value is the bytes of one number. */
export type Datatype = keyof typeof DATATYPES;

/** The values of a tensor, by its kind. */
export type TensorValues = Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;

/** An input or output of a model, as its metadata tell of it. */
export interface TensorSpec {
  readonly name: string;
  readonly datatype: Datatype;
  /** The sizes of the axes of one example; the batch comes before them. */
  readonly shape: readonly number[];
}

/** A tensor with its values: the first axis counts the examples. */
export interface NamedTensor {
  readonly name: string;
  readonly datatype: Datatype;
  readonly shape: readonly number[];
  readonly values: TensorValues;
}
