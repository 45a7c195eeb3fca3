import { refusing } from "../../core/refuse.ts";
import { sizeOf } from "../../core/shape.ts";
import type { NpyArray } from "../../core/npy/npy.ts";

/** The magic numbers of unsigned bytes with three axes and with one. */
const IMAGES = 2051;
const LABELS = 2049;

/** The element types, by the third byte of the magic number. */
const types: Readonly<
  Record<number, { size: number; float?: true; read: (view: DataView, at: number) => number }>
> = {
  0x08: { size: 1, read: (view, at) => view.getUint8(at) },
  0x09: { size: 1, read: (view, at) => view.getInt8(at) },
  0x0b: { size: 2, read: (view, at) => view.getInt16(at) },
  0x0c: { size: 4, read: (view, at) => view.getInt32(at) },
  0x0d: { size: 4, float: true, read: (view, at) => view.getFloat32(at) },
  0x0e: { size: 8, float: true, read: (view, at) => view.getFloat64(at) },
};
const BYTES = 0x08;

/**
 * Reads an IDX file of images as an array [N, H, W], or of four axes; `name` is how errors call it.
 *
 * Format: big-endian u32 magic 2051, count, H, W, then bytes row by row (LeCun, Cortes and Burges,
 * "The MNIST database of handwritten digits", 1998); the third byte of another magic number stands for
 * other integers or floats, the fourth counts the axes. Throws a SyntaxError for another magic number,
 * an axis of size zero, or a length that the header does not account for.
 */
export function readIdxImages(bytes: Uint8Array, name: string): NpyArray {
  return readIdx(bytes, { name, content: "images", magic: IMAGES, axes: [3, 4] });
}

/**
 * Reads an IDX file of labels (magic 2049, count, a byte for each, or other integers); `name` is how
 * errors call it.
 *
 * Throws a SyntaxError as `readIdxImages` does, and for floats.
 */
export function readIdxLabels(bytes: Uint8Array, name: string): Int32Array<ArrayBuffer> {
  const { values } = readIdx(bytes, { name, content: "labels", magic: LABELS, axes: [1] });
  if (values instanceof Float32Array) {
    throw new SyntaxError(`Cannot read ${name} as IDX labels: it holds floats, expected integers`);
  }
  return Int32Array.from(values);
}

interface Expected {
  readonly name: string;
  readonly content: "images" | "labels";
  readonly magic: number;
  /** The numbers of axes that the content may have. */
  readonly axes: readonly number[];
}

function readIdx(bytes: Uint8Array, { name, content, magic, axes }: Expected): NpyArray {
  const refuse = refusing(name, `IDX ${content}`);
  const shortest = 4 + 4 * axes[0];
  if (bytes.length < shortest) {
    refuse(`it has ${bytes.length} bytes, fewer than the ${shortest} of a header`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  const type = found >>> 8, count = found & 255;
  if (!Object.hasOwn(types, type) || !axes.includes(count)) {
    refuse(`its magic number is ${found}, expected ${magic}`);
  }
  const start = 4 + 4 * count;
  if (bytes.length < start) refuse("its header is cut short");
  const shape = Array.from({ length: count }, (_, axis) => view.getUint32(4 + 4 * axis));
  const empty = shape.indexOf(0);
  if (empty === 0) refuse("its count is 0, expected at least one");
  if (empty > 0) refuse(`its ${["height", "width", "number of channels"][empty - 1]} is 0`);
  const { size, float, read } = types[type];
  const present = bytes.length - start;
  // A product past 2^53 is rounded, but it is then far from the length of any file.
  if (present !== sizeOf(shape) * size) {
    const announced = [...shape, ...(size > 1 ? [size] : [])].join(" × ");
    refuse(`its header announces ${announced} bytes after it, but ${present} are there`);
  }
  if (type === BYTES) return { shape, values: new Uint8Array(bytes.subarray(start)) };
  const values = new (float ? Float32Array : Int32Array)(sizeOf(shape));
  for (let i = 0; i < values.length; i++) values[i] = read(view, start + i * size);
  return { shape, values };
}
