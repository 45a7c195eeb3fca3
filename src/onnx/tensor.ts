import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
import { elementTypes } from "./element_type.ts";
import type { Tensor } from "./messages.ts";

/** Values with a shape, before they become a tensor of a file: 32-bit floats or 64-bit integers. */
export interface TensorContent {
  /** The sizes of the axes, [] for one number. */
  readonly shape: Shape;
  /** Row-major, `sizeOf(shape)` of them. */
  readonly values: Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;
}

/**
 * A tensor that holds these values as `rawData`, a view of the same memory.
 *
 * Throws a RangeError when their count is not that of the shape.
 */
export function createTensor(name: string, { shape, values }: TensorContent): Tensor {
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot make tensor "${name}" of shape ${formatShape(shape)} from ${values.length} values: ` +
        `it holds ${sizeOf(shape)}`,
    );
  }
  return {
    dims: shape,
    dataType: elementTypes[values instanceof Float32Array ? "float" : "int64"].code,
    name,
    // Every machine that runs JavaScript engines today is little-endian, as the format asks.
    rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  };
}

/** The values of a float tensor, copied; throws a TypeError for another element type. */
export function floatsOf({ name, dataType, rawData }: Tensor): Float32Array<ArrayBuffer> {
  if (dataType !== elementTypes.float.code || rawData === undefined) {
    throw new TypeError(`Cannot read tensor "${name}" as floats: its data type is ${dataType}`);
  }
  return new Float32Array(rawData.slice().buffer);
}

/** The values of an int64 tensor, copied; throws a TypeError for another element type. */
export function integersOf({ name, dataType, rawData }: Tensor): BigInt64Array<ArrayBuffer> {
  if (dataType !== elementTypes.int64.code || rawData === undefined) {
    throw new TypeError(`Cannot read tensor "${name}" as integers: its data type is ${dataType}`);
  }
  return new BigInt64Array(rawData.slice().buffer);
}

/** True when two tensors hold the same bytes in the same shape and type. */
export function sameTensor(a: Tensor, b: Tensor): boolean {
  const left = a.rawData ?? new Uint8Array();
  const right = b.rawData ?? new Uint8Array();
  return a.dataType === b.dataType && sameShape(a.dims, b.dims) && sameBytes(left, right);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // A shared weight is often the same memory, and then there is nothing to compare.
  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
