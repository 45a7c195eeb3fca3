import { describeJson } from "../../core/one_line.ts";
import { formatShape, sizeOf } from "../../core/shape.ts";
import { requestFault } from "../../requests/request_fault.ts";
import { DATATYPES, type NamedTensor, type TensorValues } from "./tensor_spec.ts";

/** A tensor whose values are still to be read. */
type Described = Omit<NamedTensor, "values">;

/** The values of a tensor from bytes, little-endian. Throws a RequestFault for another number of them. */
export function binaryValues(bytes: Uint8Array<ArrayBuffer>, tensor: Described): TensorValues {
  const { name, datatype, shape } = tensor, size = sizeOf(shape) * DATATYPES[datatype];
  if (bytes.length !== size) {
    throw requestFault(
      `Cannot read the request: "${name}" has ${bytes.length} bytes, its shape ` +
        `${formatShape(shape)} of ${datatype} takes ${size}`,
    );
  }
  const { buffer, byteOffset } = isWhole(bytes) ? bytes : bytes.slice();
  return datatype === "FP32"
    ? new Float32Array(buffer, byteOffset)
    : new BigInt64Array(buffer, byteOffset);
}

/**
 * True for bytes that are all of their memory. Others are copied: they may begin anywhere in the body, and
 * typed arrays begin at multiples of their size.
 */
function isWhole({ buffer, byteLength }: Uint8Array): boolean {
  return buffer.byteLength === byteLength;
}

/** The values of a tensor from JSON, flat or nested by its shape. Throws a RequestFault for all others. */
export function jsonValues(data: unknown, tensor: Described): TensorValues {
  const { name, datatype, shape } = tensor;
  const fault = (why: string) => requestFault(`Cannot read the request: "${name}" ${why}`);
  if (!Array.isArray(data)) throw fault(`has data that is ${describeJson(data)}, expected a list`);
  const size = sizeOf(shape), isNested = shape.length > 1 && Array.isArray(data[0]);
  if (!isNested && data.length !== size) {
    throw fault(`has ${data.length} values, its shape ${formatShape(shape)} holds ${size}`);
  }
  const flat = isNested ? flattened(data, shape, fault) : data;
  return datatype === "FP32" ? floatsOf(flat, fault) : integersOf(flat, fault);
}

/** The leaves of lists in lists of these lengths. */
function flattened(
  data: readonly unknown[],
  shape: readonly number[],
  fault: (why: string) => Error,
): unknown[] {
  let level: readonly unknown[] = [data];
  for (const length of shape) {
    const next: unknown[] = [];
    for (const list of level) {
      if (!Array.isArray(list) || list.length !== length) {
        throw fault(`is not nested as its shape ${formatShape(shape)} says`);
      }
      for (const each of list) next.push(each);
    }
    level = next;
  }
  return [...level];
}

function floatsOf(flat: readonly unknown[], fault: (why: string) => Error) {
  const values = new Float32Array(flat.length);
  for (let i = 0; i < flat.length; i++) {
    const value = flat[i];
    if (typeof value === "number") values[i] = value;
    // Looked at after it was rounded, which makes an infinity of what is too large.
    if (typeof value !== "number" || !Number.isFinite(values[i])) {
      throw fault(`holds ${describeJson(value)}, expected a number that 32 bits hold`);
    }
  }
  return values;
}

function integersOf(flat: readonly unknown[], fault: (why: string) => Error) {
  const values = new BigInt64Array(flat.length);
  for (let i = 0; i < flat.length; i++) {
    const value = flat[i];
    if (!Number.isSafeInteger(value)) {
      throw fault(`holds ${describeJson(value)}, expected a whole number`);
    }
    values[i] = BigInt(value as number);
  }
  return values;
}
