import { sizeOf } from "../core/shape.ts";
import { HIGHEST_RANK } from "./dimension.ts";
import { type ElementType, elementTypeOf, elementTypes } from "./element_type.ts";
import type { Tensor } from "./messages.ts";

/**
 * The tensor with its values as little-endian `rawData`, whichever field held them.
 *
 * Throws a RangeError or SyntaxError where they lie in another file, are of an unknown type or are
 * not as many as the shape says.
 */
export function withRawData(tensor: Tensor): Tensor {
  const { dims, dataType, name, rawData, dataLocation, docString } = tensor;
  const what = `tensor "${name ?? ""}"`;
  if (dataLocation) throw new SyntaxError(`${what} lies in another file, which is not read`);
  const type = elementTypeOf(dataType);
  if (type === undefined) throw new SyntaxError(`${what} has the unknown data type ${dataType}`);
  const { bytes, storage } = elementTypes[type];
  const stored = tensor[storage] ?? [];
  if (dims.length > HIGHEST_RANK) {
    throw new RangeError(`${what} has ${dims.length} axes, more than ${HIGHEST_RANK}`);
  }
  if (!dims.every((size) => size >= 0)) throw new RangeError(`${what} has the shape [${dims}]`);
  const expected = sizeOf(dims) * bytes;
  if (rawData?.length && stored.length > 0) {
    throw new SyntaxError(`${what} holds values in rawData and in ${storage}`);
  }
  const held = rawData?.length || stored.length * bytes;
  if (held !== expected) {
    throw new RangeError(
      `${what} of shape [${dims}] and type ${type} holds ${held} bytes, expected ${expected}`,
    );
  }
  const values = rawData?.length ? rawData : new Uint8Array(pack[type](stored));
  return {
    dims,
    dataType,
    ...(name !== undefined && { name }),
    rawData: values,
    ...(docString !== undefined && { docString }),
  };
}

type Stored = readonly (number | bigint)[];

/** The bytes of each type's elements. Bits of a float16 are stored as a whole number. */
const pack: { readonly [T in ElementType]: (values: Stored) => ArrayBuffer } = {
  float: (values) => Float32Array.from(values, Number).buffer,
  uint8: (values) => Uint8Array.from(values, Number).buffer,
  int8: (values) => Int8Array.from(values, Number).buffer,
  int32: (values) => Int32Array.from(values, Number).buffer,
  int64: (values) => BigInt64Array.from(values, BigInt).buffer,
  bool: (values) => Uint8Array.from(values, Number).buffer,
  float16: (values) => Uint16Array.from(values, Number).buffer,
  double: (values) => Float64Array.from(values, Number).buffer,
};
