import { formatShape, type Shape, sizeOf } from "../shape.ts";
import { permuteAxes } from "../permute_axes.ts";
import { NPY_MAGIC, type NpyHeader, readNpyHeader, typeRefusal } from "./npy_header.ts";

/**
 * The contents of a NumPy file, row-major: unsigned bytes as they are, other integers and booleans
 * in 32 bits, floats in 32 bits.
 */
export interface NpyArray {
  readonly shape: Shape;
  readonly values: Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
}

type Read = (view: DataView, offset: number, little: boolean) => number;

/** The element types that are read, by NumPy's letter and size. */
const types: Readonly<Record<string, { size: number; float?: true; read: Read }>> = {
  b1: { size: 1, read: (view, offset) => view.getUint8(offset) },
  i1: { size: 1, read: (view, offset) => view.getInt8(offset) },
  u1: { size: 1, read: (view, offset) => view.getUint8(offset) },
  i2: { size: 2, read: (view, offset, little) => view.getInt16(offset, little) },
  u2: { size: 2, read: (view, offset, little) => view.getUint16(offset, little) },
  i4: { size: 4, read: (view, offset, little) => view.getInt32(offset, little) },
  u4: { size: 4, read: (view, offset, little) => view.getUint32(offset, little) },
  i8: { size: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) },
  u8: { size: 8, read: (view, offset, little) => Number(view.getBigUint64(offset, little)) },
  bfloat16: { size: 2, float: true, read: readBrainFloat },
  f2: { size: 2, float: true, read: readHalf },
  f4: { size: 4, float: true, read: (view, offset, little) => view.getFloat32(offset, little) },
  f8: { size: 8, float: true, read: (view, offset, little) => view.getFloat64(offset, little) },
};

/** True for the types of floats that are read. */
export function isFloatType(type: string): boolean {
  return Object.hasOwn(types, type) && types[type].float === true;
}

/**
 * Reads a NumPy .npy file, versions 1 to 3; `name` is how errors call it.
 *
 * Arrays in Fortran order, as NumPy saves a transposed array, come out row-major. Throws a
 * SyntaxError that names the field for a damaged file or an element type that is not read, and a
 * RangeError for an integer that 32 bits do not hold. Format: NumPy enhancement proposal 1.
 */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const refuse = (why: string): never => {
    throw new SyntaxError(`Cannot read ${name} as NPY: ${why}`);
  };
  const { type, littleEndian, fortran, shape, start } = readNpyHeader(bytes, name);
  if (!Object.hasOwn(types, type)) {
    refuse(
      typeRefusal(type) ?? `its field "descr" is not one of ${Object.keys(types).join(", ")}`,
    );
  }
  const { size, float, read } = types[type];
  checkLength({ shape, start }, { size, length: bytes.length, name });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = sizeOf(shape);
  const values = type === "u1"
    ? new Uint8Array(count)
    : float
    ? new Float32Array(count)
    : new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const value = read(view, start + i * size, littleEndian);
    values[i] = value;
    if (!float && values[i] !== value) {
      throw new RangeError(
        `Cannot read ${name} as NPY: the integer ${value} passes 32 bits, save it with dtype=float32`,
      );
    }
  }
  if (!fortran) return { shape, values };
  // In Fortran order the first axis varies fastest: row-major with the axes turned round.
  return permuteAxes({ shape: shape.toReversed(), values }, shape.map((_, i) => i).reverse());
}

/**
 * The texts of a NumPy .npy file, of characters (`<U5`) or of bytes (`|S5`), without space around them
 * and in the order of the file; undefined for one that holds no text.
 *
 * Throws a SyntaxError for a damaged file.
 */
export function decodeNpyText(
  bytes: Uint8Array,
  name: string,
): { shape: Shape; texts: readonly string[] } | undefined {
  const { type, littleEndian, shape, start } = readNpyHeader(bytes, name);
  const [, kind, digits] = /^([US])(\d+)$/.exec(type) ?? [];
  if (kind === undefined) return undefined;
  const size = Number(digits) * (kind === "U" ? 4 : 1);
  checkLength({ shape, start }, { size, length: bytes.length, name });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (from: number): string => {
    if (kind === "S") return new TextDecoder().decode(bytes.subarray(from, from + size));
    return Array.from({ length: Number(digits) }, (_, i) => {
      const point = view.getUint32(from + 4 * i, littleEndian);
      return String.fromCodePoint(point <= 0x10ffff ? point : 0xfffd);
    }).join("");
  };
  // NumPy fills a text that is shorter than its field with zeros.
  const texts = Array.from(
    { length: size === 0 ? 0 : sizeOf(shape) },
    (_, i) => text(start + i * size).replace(/\0+$/, "").trim(),
  );
  return { shape, texts };
}

/** The bytes of a NumPy .npy file, version 1, of texts [N], as characters in little-endian order, `<U5`. */
export function encodeNpyTexts(texts: readonly string[]): Uint8Array<ArrayBuffer> {
  const points = texts.map((text) => [...text].map((character) => character.codePointAt(0)!));
  const length = Math.max(1, ...points.map((row) => row.length));
  const values = new Uint8Array(4 * length * texts.length), view = new DataView(values.buffer);
  points.forEach((row, i) =>
    row.forEach((point, j) => view.setUint32(4 * (i * length + j), point, true))
  );
  return npyFile(`<U${length}`, [texts.length], values);
}

/** The bytes of a NumPy .npy file, version 1, of little-endian floats `<f4`, integers `<i4` or bytes `|u1`. */
export function encodeNpy(
  { shape, values }: {
    shape: Shape;
    values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
  },
): Uint8Array<ArrayBuffer> {
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot write ${values.length} values as NPY of shape ${formatShape(shape)}`,
    );
  }
  const descr = values instanceof Float32Array
    ? "<f4"
    : values instanceof Int32Array
    ? "<i4"
    : "|u1";
  return npyFile(descr, shape, values);
}

/** A file of values as they lie in memory. */
function npyFile(
  descr: string,
  shape: Shape,
  values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${axes}), }`;
  // The format pads with spaces and ends with a line feed, so that the values start at 64 n.
  const start = Math.ceil((10 + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + values.byteLength);
  bytes.set([...NPY_MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, start - 10, true);
  bytes.set(new TextEncoder().encode(header.padEnd(start - 11) + "\n"), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start);
  return bytes;
}

function checkLength(
  { shape, start }: Pick<NpyHeader, "shape" | "start">,
  { size, length, name }: { size: number; length: number; name: string },
): void {
  // A product past 2^53 is rounded, but it is then far from the length of any file.
  if (sizeOf(shape) * size === length - start) return;
  throw new SyntaxError(
    `Cannot read ${name} as NPY: its shape ${
      formatShape(shape)
    } of ${size}-byte values does not fit the ${length - start} bytes after the header`,
  );
}

/** A bfloat16: the first half of a float of 32 bits. */
function readBrainFloat(view: DataView, offset: number, little: boolean): number {
  whole.setUint16(0, view.getUint16(offset, little));
  return whole.getFloat32(0);
}

const whole = new DataView(new ArrayBuffer(4));

/** A float of 16 bits (IEEE 754): sign, five bits of exponent, ten of fraction. */
function readHalf(view: DataView, offset: number, little: boolean): number {
  const bits = view.getUint16(offset, little);
  const exponent = (bits >> 10) & 31, fraction = bits & 1023;
  const size = exponent === 0
    ? fraction * 2 ** -24
    : exponent < 31
    ? (1 + fraction / 1024) * 2 ** (exponent - 15)
    : fraction === 0
    ? Infinity
    : NaN;
  return bits >> 15 ? -size : size;
}
