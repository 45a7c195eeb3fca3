import type { Image } from "./image.ts";

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/**
 * The orientation that EXIF metadata (a TIFF header and its first directory) ask for: 1 to 8, and 1
 * where they are damaged or say nothing.
 *
 * Format: JEITA CP-3451, "Exchangeable image file format for digital still cameras: Exif".
 */
export function readOrientation(exif: Uint8Array): number {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  if (exif.length < 14) return 1;
  const little = view.getUint16(0) === 0x4949;
  const at = view.getUint32(4, little);
  if (at + 2 > exif.length) return 1;
  const count = view.getUint16(at, little);
  for (let entry = 0; entry < count; entry++) {
    const place = at + 2 + 12 * entry;
    if (place + 12 > exif.length) return 1;
    if (view.getUint16(place, little) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(place + 8, little);
    return view.getUint16(place + 2, little) === SHORT && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** True where an orientation puts the rows of the file upright as columns. */
export function swapsSides(orientation: number): boolean {
  return orientation >= 5;
}

/** An image set upright: mirrored, turned, or both, as its orientation says. */
export function turnImage(image: Image, orientation: number): Image {
  if (orientation === 1) return image;
  const { shape: [height, width, channels], values, notes = [] } = image;
  const swaps = swapsSides(orientation);
  const [outHeight, outWidth] = swaps ? [width, height] : [height, width];
  const turned = values.slice();
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const [row, column] = swaps ? [x, y] : [y, x];
      // The sides of the file from which its first row and its first column are counted.
      const fromRow = [3, 4, 6, 7].includes(orientation) ? height - 1 - row : row;
      const fromColumn = [2, 3, 7, 8].includes(orientation) ? width - 1 - column : column;
      const from = (fromRow * width + fromColumn) * channels;
      const to = (y * outWidth + x) * channels;
      for (let channel = 0; channel < channels; channel++) {
        turned[to + channel] = values[from + channel];
      }
    }
  }
  return { shape: [outHeight, outWidth, channels], values: turned, notes: [...notes, "turned"] };
}
