import { decode } from "jpeg-js";
import type { Refuse } from "../../../core/refuse.ts";
import { LARGEST_IMAGE, type OpenedImage, type Raster } from "./image.ts";
import { readOrientation } from "./orientation.ts";

/** The decoder holds coefficients and planes beside the pixels; past this many megabytes it stops. */
const MOST_MEMORY_MB = 1024;

/** The frame of a JPEG, and what the segments before it say. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly orientation: number;
  /** True where a segment of Adobe's says how four components are to be read. */
  readonly isAdobe: boolean;
}

/** True when the bytes begin as a JPEG file does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Opens a JPEG: grey, colour, or the four inks of Adobe's CMYK and YCCK, which become red, green and
 * blue without a colour profile.
 *
 * `refuse` is called with what is wrong: a damaged or truncated file, 12 bits, lossless or arithmetic
 * coding, four components that nothing tells the meaning of.
 */
export function openJpeg(bytes: Uint8Array, refuse: Refuse): OpenedImage {
  const { width, height, components, orientation, isAdobe } = readFrame(bytes, refuse);
  if (width === 0 || height === 0) refuse(`its size is ${width} × ${height}`);
  if (components === 4 && !isAdobe) {
    refuse("it has 4 components and no word on their meaning, save it as PNG");
  }
  if (components !== 1 && components !== 3 && components !== 4) {
    refuse(`it has ${components} components, expected 1 (grey), 3 (colour) or 4 (CMYK)`);
  }
  return {
    width,
    height,
    channels: components === 1 ? 1 : 3,
    orientation,
    decode: () => decodePixels(bytes, { width, height, components }, refuse),
  };
}

function decodePixels(
  bytes: Uint8Array,
  { width, height, components }: { width: number; height: number; components: number },
  refuse: Refuse,
): Raster {
  if (Math.ceil(width / 8) * Math.ceil(height / 8) > bytes.length * 8) {
    // Each block of 8 × 8 takes one bit at the least, so nothing needs to be allocated to know.
    refuse(`its ${bytes.length} bytes cannot hold ${width} × ${height} pixels`);
  }
  let decoded: { width: number; height: number; data: Uint8Array };
  try {
    decoded = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: Math.max(LARGEST_IMAGE, width * height) / 1e6,
      maxMemoryUsageInMB: MOST_MEMORY_MB,
    });
  } catch {
    return refuse("it is damaged");
  }
  if (decoded.width !== width || decoded.height !== height) {
    refuse("it holds frames of different sizes");
  }
  // The decoder repeats a grey value three times.
  if (components === 1) {
    const grey = Uint8Array.from({ length: width * height }, (_, i) => decoded.data[3 * i]);
    return { samples: grey, stored: 1 };
  }
  return {
    samples: new Uint8Array(decoded.data),
    stored: 3,
    ...(components === 4 && { notes: ["cmyk"] as const }),
  };
}

/** Walks the segments up to the one that gives the size of the frame. */
function readFrame(bytes: Uint8Array, refuse: Refuse): Frame {
  // The decoder takes missing data for zeros, so a file cut short would pass for a grey area.
  if (endOfImage(bytes) < 0) refuse("it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let orientation = 1, isAdobe = false;
  for (let at = 2; at + 10 <= bytes.length;) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Frame headers are C0 to CF but for C4, C8 and CC, which are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (marker > 0xc2) refuse("it is lossless, hierarchical or arithmetic-coded, save it as PNG");
      if (bytes[at + 4] !== 8) refuse(`it has ${bytes[at + 4]} bits, expected 8, save it as PNG`);
      return {
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: bytes[at + 9],
        orientation,
        isAdobe,
      };
    }
    if (marker === 0xda) break;
    const end = at + 2 + view.getUint16(at + 2);
    const segment = bytes.subarray(at + 4, end);
    if (marker === 0xe1 && beginsWith(segment, "Exif\0\0")) {
      orientation = readOrientation(segment.subarray(6));
    }
    if (marker === 0xee && beginsWith(segment, "Adobe")) isAdobe = true;
    at = end;
  }
  return refuse("it has no frame header before its pixels");
}

function beginsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

/** The place of the last end-of-image marker, or -1; padding may follow it. */
function endOfImage(bytes: Uint8Array): number {
  let at = bytes.length - 2;
  while (at >= 0 && !(bytes[at] === 0xff && bytes[at + 1] === 0xd9)) at--;
  return at;
}
