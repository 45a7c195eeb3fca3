import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import { permuteAxes } from "../../core/permute_axes.ts";

/**
 * The contents of a NumPy file, row-major: unsigned bytes as they are, other integers and booleans
 * in 32 bits, floats in 32 bits.
 */
export interface NpyArray {
  readonly shape: Shape;
  readonly values: Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
}

/** "\x93NUMPY" */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

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
  f4: { size: 4, float: true, read: (view, offset, little) => view.getFloat32(offset, little) },
  f8: { size: 8, float: true, read: (view, offset, little) => view.getFloat64(offset, little) },
};

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
  if (bytes.length < 10 || !MAGIC.every((byte, i) => bytes[i] === byte)) {
    refuse("it does not begin as an .npy file does");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = bytes[6];
  if (version < 1 || version > 3) refuse(`its version is ${version}, expected 1, 2 or 3`);
  if (version > 1 && bytes.length < 12) refuse("its header is cut short");
  const from = version === 1 ? 10 : 12;
  const start = from + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) refuse("its header passes the end of the file");
  const { order, letter, fortran, shape } = parseHeader(
    new TextDecoder().decode(bytes.subarray(from, start)),
    refuse,
  );
  const { size, float, read } = types[letter];
  // A product past 2^53 is rounded, but it is then far from the length of any file.
  if (sizeOf(shape) * size !== bytes.length - start) {
    refuse(
      `its shape ${formatShape(shape)} of ${size}-byte values does not fit the ${
        bytes.length - start
      } bytes after the header`,
    );
  }
  const count = sizeOf(shape);
  const values = letter === "u1"
    ? new Uint8Array(count)
    : float
    ? new Float32Array(count)
    : new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const value = read(view, start + i * size, order !== ">");
    values[i] = value;
    if (!float && values[i] !== value) {
      throw new RangeError(`Cannot read ${name} as NPY: the integer ${value} passes 32 bits`);
    }
  }
  if (!fortran) return { shape, values };
  // In Fortran order the first axis varies fastest: row-major with the axes turned round.
  return permuteAxes({ shape: shape.toReversed(), values }, shape.map((_, i) => i).reverse());
}

/** The bytes of a NumPy .npy file, version 1, of little-endian floats `<f4` or integers `<i4`. */
export function encodeNpy(
  { shape, values }: {
    shape: Shape;
    values: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  },
): Uint8Array<ArrayBuffer> {
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot write ${values.length} values as NPY of shape ${formatShape(shape)}`,
    );
  }
  const descr = values instanceof Float32Array ? "<f4" : "<i4";
  const axes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${axes}), }`;
  // The format pads with spaces and ends with a line feed, so that the values start at 64 n.
  const start = Math.ceil((10 + header.length + 1) / 64) * 64;
  const bytes = new Uint8Array(start + values.byteLength);
  bytes.set([...MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, start - 10, true);
  bytes.set(new TextEncoder().encode(header.padEnd(start - 11) + "\n"), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start);
  return bytes;
}

function parseHeader(
  header: string,
  refuse: (why: string) => never,
): { order: string; letter: string; fortran: boolean; shape: number[] } {
  const [, order = "", letter = ""] =
    /['"]descr['"]\s*:\s*['"]([<>|=]?)([a-zA-Z]\d{1,2})['"]/.exec(header) ?? [];
  if (!Object.hasOwn(types, letter)) {
    refuse(`its field "descr" is not one of ${Object.keys(types).join(", ")}`);
  }
  const [, fortran] = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(header) ?? [];
  if (fortran === undefined) refuse('its field "fortran_order" is neither True nor False');
  const [, axes] = /['"]shape['"]\s*:\s*\(((?:\s*\d+\s*,)*(?:\s*\d+)?\s*)\)/.exec(header) ?? [];
  if (axes === undefined) refuse('its field "shape" is not a tuple of sizes');
  const shape = axes.split(",").map((axis) => axis.trim()).filter((axis) => axis !== "")
    .map(Number);
  return { order, letter, fortran: fortran === "True", shape };
}
