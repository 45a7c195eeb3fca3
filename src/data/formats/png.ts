import { convertIndexedToRgb, decode, type DecodedPng } from "fast-png";
import { unzlibSync, zlibSync } from "fflate";
import { refusing } from "../../core/refuse.ts";
import { concatBytes } from "./concat_bytes.ts";
import { crc32 } from "./crc32.ts";
import { type Image, LARGEST_IMAGE } from "./image.ts";
import { PNG_SIGNATURE, pngRawSize, readPngChunks } from "./png_chunks.ts";

/** Deflate expands at most 1032-fold. */
const LARGEST_EXPANSION = 1032;

/**
 * Decodes a PNG to bytes [H, W, 1] (grey) or [H, W, 3]; `name` is how errors call it.
 *
 * Palettes are expanded, 16 bits rounded to 8, fewer bits stretched to 0 … 255, and what is
 * transparent is laid over white. Throws a RangeError for more pixels than `maxPixels` before
 * anything is decompressed, and a SyntaxError for a damaged file.
 */
export function decodePng(
  bytes: Uint8Array,
  name: string,
  { maxPixels = LARGEST_IMAGE }: { maxPixels?: number } = {},
): Image {
  const refuse = refusing(name, "PNG");
  const { header, chunks } = readPngChunks(bytes, refuse);
  if (header.width * header.height > maxPixels) {
    throw new RangeError(
      `Cannot read ${name}: its ${header.width} × ${header.height} pixels are more than the ${maxPixels} allowed`,
    );
  }
  if (header.interlaced && header.depth < 8) {
    refuse(`it is interlaced with ${header.depth} bits, save it without interlacing`);
  }
  const parts = chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data);
  const pixels = inflate(concatBytes(parts), pngRawSize(header));
  if (pixels === undefined) return refuse("its compressed pixels do not fit its size");
  // The library would inflate without a limit, so it is given the pixels that passed the check.
  const checked = [
    ...chunks.filter(({ type }) => type !== "IDAT" && type !== "IEND"),
    { type: "IDAT", data: zlibSync(pixels, { level: 0 }) },
    { type: "IEND", data: new Uint8Array() },
  ];
  try {
    return flatten(decode(write(checked)));
  } catch {
    return refuse("its chunks contradict one another");
  }
}

/** The decompressed bytes, or undefined where they are not exactly this many. */
function inflate(compressed: Uint8Array, size: number): Uint8Array | undefined {
  if (size > compressed.length * LARGEST_EXPANSION) return undefined;
  try {
    // One byte of room more shows an overlong stream, which the library cuts off in silence.
    const out = unzlibSync(compressed, { out: new Uint8Array(size + 1) });
    return out.length === size ? out : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes of grey or colour, without palette, depth or transparency. */
function flatten(png: DecodedPng): Image {
  const { width, height, palette, transparency } = png;
  const size = width * height;
  const samples = palette ? convertIndexedToRgb(png) : unpack(png);
  const stored = palette ? palette[0].length : png.channels;
  const channels = stored < 3 ? 1 : 3;
  const hasAlpha = stored !== channels;
  const most = !palette && png.depth === 16 ? 65535 : 255;
  const values = new Uint8Array(size * channels);
  // A single transparent colour is given in the depth of the file, before stretching.
  const stretch = png.depth < 8 ? 255 / (2 ** png.depth - 1) : 1;
  const key = palette || !transparency
    ? undefined
    : Array.from(transparency, (value) => value * stretch);
  for (let pixel = 0; pixel < size; pixel++) {
    const from = pixel * stored;
    const keyed = key?.every((value, channel) => samples[from + channel] === value);
    const alpha = keyed ? 0 : hasAlpha ? samples[from + channels] / most : 1;
    for (let channel = 0; channel < channels; channel++) {
      const value = samples[from + channel] / most;
      values[pixel * channels + channel] = Math.round(255 * (value * alpha + 1 - alpha));
    }
  }
  return { shape: [height, width, channels], values };
}

/** Samples one to an element; those of less than 8 bits come packed, rows on whole bytes. */
function unpack({ width, height, depth, data }: DecodedPng): DecodedPng["data"] {
  if (depth >= 8) return data;
  const rowBytes = Math.ceil(width * depth / 8);
  const most = 2 ** depth - 1;
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const bit = i % width * depth;
    const byte = data[Math.floor(i / width) * rowBytes + (bit >> 3)];
    return (byte >> (8 - depth - (bit & 7)) & most) * 255 / most;
  });
}

function write(chunks: readonly { type: string; data: Uint8Array }[]): Uint8Array {
  const parts = chunks.map(({ type, data }) => {
    const chunk = new Uint8Array(12 + data.length);
    const view = new DataView(chunk.buffer);
    view.setUint32(0, data.length);
    chunk.set(new TextEncoder().encode(type), 4);
    chunk.set(data, 8);
    view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
    return chunk;
  });
  return concatBytes([PNG_SIGNATURE, ...parts]);
}
