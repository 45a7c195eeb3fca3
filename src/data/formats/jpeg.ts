import { decode } from "jpeg-js";
import { type Refuse, refusing } from "../../core/refuse.ts";
import { type Image, LARGEST_IMAGE } from "./image.ts";

/** The decoder holds coefficients and planes beside the pixels; past this many megabytes it stops. */
const MOST_MEMORY_MB = 1024;

/** True when the bytes begin as a JPEG file does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Decodes a JPEG to bytes [H, W, 1] (grey) or [H, W, 3]; `name` is how errors call it.
 *
 * An orientation in its metadata is not applied. Throws a RangeError for more pixels than
 * `maxPixels` before anything is decoded, and a SyntaxError for a damaged or truncated file or one
 * of four components.
 */
export function decodeJpeg(
  bytes: Uint8Array,
  name: string,
  { maxPixels = LARGEST_IMAGE }: { maxPixels?: number } = {},
): Image {
  const refuse = refusing(name, "JPEG");
  const { width, height, components } = readFrame(bytes, refuse);
  if (width * height > maxPixels) {
    throw new RangeError(
      `Cannot read ${name}: its ${width} × ${height} pixels are more than the ${maxPixels} allowed`,
    );
  }
  if (width === 0 || height === 0) refuse(`its size is ${width} × ${height}`);
  if (Math.ceil(width / 8) * Math.ceil(height / 8) > bytes.length * 8) {
    // Each block of 8 × 8 takes one bit at the least, so nothing needs to be allocated to know.
    refuse(`its ${bytes.length} bytes cannot hold ${width} × ${height} pixels`);
  }
  if (components !== 1 && components !== 3) {
    refuse(`it has ${components} components, expected 1 (grey) or 3 (colour)`);
  }
  let decoded: { width: number; height: number; data: Uint8Array };
  try {
    decoded = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: maxPixels / 1e6,
      maxMemoryUsageInMB: MOST_MEMORY_MB,
    });
  } catch {
    return refuse("it is damaged");
  }
  if (decoded.width !== width || decoded.height !== height) {
    refuse("it holds frames of different sizes");
  }
  // The decoder repeats a grey value three times.
  const values = components === 3
    ? new Uint8Array(decoded.data)
    : Uint8Array.from({ length: width * height }, (_, i) => decoded.data[3 * i]);
  return { shape: [height, width, components], values };
}

/** Walks the segments up to the one that gives the size of the frame. */
function readFrame(
  bytes: Uint8Array,
  refuse: Refuse,
): { width: number; height: number; components: number } {
  if (!isJpeg(bytes)) refuse("it does not begin as a JPEG file does");
  // The decoder takes missing data for zeros, so a file cut short would pass for a grey area.
  if (endOfImage(bytes) < 0) refuse("it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 <= bytes.length;) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Frame headers are C0 to CF but for C4, C8 and CC, which are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (marker > 0xc2) refuse("it is lossless, hierarchical or arithmetic-coded");
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: bytes[at + 9],
      };
    }
    if (marker === 0xda) break;
    at += 2 + view.getUint16(at + 2);
  }
  return refuse("it has no frame header before its pixels");
}

/** The place of the last end-of-image marker, or -1; padding may follow it. */
function endOfImage(bytes: Uint8Array): number {
  let at = bytes.length - 2;
  while (at >= 0 && !(bytes[at] === 0xff && bytes[at + 1] === 0xd9)) at--;
  return at;
}
