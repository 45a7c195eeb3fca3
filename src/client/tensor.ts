/** The values of a tensor; the kind of array says the kind of numbers. */
export type TensorData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array;

/** A tensor: row-major values, and the sizes of its axes, the batch first. */
export interface Tensor {
  /** The sizes of its axes. */
  readonly shape: readonly number[];
  /** The values, as many as the sizes multiply to. */
  readonly data: TensorData;
}

/** The arrays by the protocol's names of their numbers. */
const ARRAYS = {
  FP32: Float32Array,
  FP64: Float64Array,
  INT8: Int8Array,
  INT16: Int16Array,
  INT32: Int32Array,
  INT64: BigInt64Array,
  UINT8: Uint8Array,
  UINT16: Uint16Array,
  UINT32: Uint32Array,
  UINT64: BigUint64Array,
} as const;

const KINDS = Object.entries(ARRAYS) as [string, new (buffer: ArrayBuffer) => TensorData][];

/** The protocol's name of the numbers of an array. */
export function datatypeOf(data: TensorData): string {
  return KINDS.find(([, kind]) => data instanceof kind)![0];
}

/** An array of the numbers of this name over bytes; throws a TypeError for a name that has none. */
export function arrayOf(datatype: string, bytes: ArrayBuffer): TensorData {
  const kind = KINDS.find(([name]) => name === datatype);
  if (!kind) throw new TypeError(`Cannot read numbers of the datatype ${datatype}`);
  return new kind[1](bytes);
}
