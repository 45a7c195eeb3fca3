import { refusing } from "../../core/refuse.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Examples } from "../examples/data_set.ts";

/** The magic numbers of unsigned bytes with three axes and with one. */
const IMAGES = 2051;
const LABELS = 2049;

/**
 * Reads an IDX file of grey images as examples of shape [H, W, 1]; `name` is how errors call it.
 *
 * Format: big-endian u32 magic 2051, count, H, W, then bytes row by row (LeCun, Cortes and Burges,
 * "The MNIST database of handwritten digits", 1998). Throws a SyntaxError for another magic number,
 * an axis of size zero, or a length that the header does not account for.
 */
export function readIdxImages(bytes: Uint8Array, name: string): Examples {
  const [count, height, width] = readSizes(bytes, name, { magic: IMAGES, axes: 3 });
  return { shape: [height, width, 1], count, values: new Uint8Array(bytes.subarray(16)) };
}

/**
 * Reads an IDX file of labels (magic 2049, count, a byte for each); `name` is how errors call it.
 *
 * Throws a SyntaxError as `readIdxImages` does.
 */
export function readIdxLabels(bytes: Uint8Array, name: string): Int32Array<ArrayBuffer> {
  readSizes(bytes, name, { magic: LABELS, axes: 1 });
  return Int32Array.from(bytes.subarray(8));
}

function readSizes(
  bytes: Uint8Array,
  name: string,
  { magic, axes }: { magic: number; axes: number },
): number[] {
  const refuse = refusing(name, `IDX ${magic === IMAGES ? "images" : "labels"}`);
  const header = 4 + 4 * axes;
  if (bytes.length < header) {
    refuse(`it has ${bytes.length} bytes, fewer than the ${header} of a header`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic) refuse(`its magic number is ${found}, expected ${magic}`);
  const sizes = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const empty = sizes.indexOf(0);
  if (empty === 0) refuse("its count is 0, expected at least one");
  if (empty > 0) refuse(`its ${empty === 1 ? "height" : "width"} is 0`);
  // A product past 2^53 is rounded, but it is then far from the length of any file.
  const expected = sizeOf(sizes);
  const present = bytes.length - header;
  if (present !== expected) {
    refuse(
      `its header announces ${sizes.join(" × ")} bytes after it, but ${present} are there`,
    );
  }
  return sizes;
}
