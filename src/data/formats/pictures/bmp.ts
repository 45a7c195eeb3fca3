import { bmpRuns } from "./bmp_runs.ts";
import { isGreyPalette } from "./gif.ts";
import type { Refuse } from "../../../core/refuse.ts";
import type { OpenedImage, Raster } from "./image.ts";

const UNCOMPRESSED = 0, RUNS_OF_8 = 1, RUNS_OF_4 = 2, BITFIELDS = 3, ALPHA_BITFIELDS = 6;

/** The head of a BMP. */
interface Head {
  readonly width: number;
  readonly height: number;
  /** True where the first row of the file is the top one. */
  readonly isTopDown: boolean;
  readonly bits: number;
  /** True where pixels are runs of palette indices. */
  readonly hasRuns: boolean;
  /** Red, green and blue, three bytes a colour. */
  readonly palette: Uint8Array;
  /** The bits of red, green, blue and alpha in a pixel of 16 or 32. */
  readonly masks: readonly number[];
  /** The place of the pixels in the file. */
  readonly offset: number;
}

/** True when the bytes begin as a BMP file does. */
export function isBmp(bytes: Uint8Array): boolean {
  // The length of the head tells it from a text that begins with the letters BM.
  return bytes[0] === 0x42 && bytes[1] === 0x4d && bytes.length >= 26 &&
    [12, 40, 52, 56, 64, 108, 124].includes(bytes[14]) && bytes[15] === 0;
}

/**
 * Opens a BMP, compressed to runs or not at all, in grey where its palette holds greys alone.
 *
 * `refuse` is called with what is wrong. Format: Microsoft, "Bitmap storage", 2021.
 */
export function openBmp(bytes: Uint8Array, refuse: Refuse): OpenedImage {
  const head = readHead(bytes, refuse);
  const { width, height, bits, palette } = head;
  const channels = bits <= 8 && isGreyPalette(palette) ? 1 : 3;
  return {
    ...{ width, height, channels },
    decode: () =>
      bits <= 8 ? lookUp(bytes, { head, channels, refuse }) : unmask(bytes, head, refuse),
  };
}

function readHead(bytes: Uint8Array, refuse: Refuse): Head {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headSize = view.getUint32(14, true);
  if (14 + headSize > bytes.length) refuse("it is cut short");
  const isOld = headSize === 12;
  const [width, signedHeight] = isOld
    ? [view.getUint16(18, true), view.getUint16(20, true)]
    : [view.getInt32(18, true), view.getInt32(22, true)];
  const height = Math.abs(signedHeight);
  if (width <= 0 || height === 0) refuse(`its size is ${width} × ${height}`);
  const bits = view.getUint16(isOld ? 24 : 28, true);
  if (![1, 4, 8, 16, 24, 32].includes(bits)) refuse(`its pixels have ${bits} bits`);
  const compression = isOld ? UNCOMPRESSED : view.getUint32(30, true);
  const hasRuns = (compression === RUNS_OF_8 && bits === 8) ||
    (compression === RUNS_OF_4 && bits === 4);
  const isMasked = compression === BITFIELDS || compression === ALPHA_BITFIELDS;
  if (compression !== UNCOMPRESSED && !hasRuns && !(isMasked && (bits === 16 || bits === 32))) {
    refuse(`its compression ${compression} is not read, save it as PNG`);
  }
  let palettePlace = 14 + headSize;
  let masks = bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0];
  if (isMasked) {
    // Behind the oldest head of this kind; later ones have room for them inside, at the same place.
    const count = compression === ALPHA_BITFIELDS || headSize >= 56 ? 4 : 3;
    if (54 + 4 * count > bytes.length) refuse("it is cut short");
    masks = [0, 1, 2, 3].map((i) => i < count ? view.getUint32(54 + 4 * i, true) : 0);
    if (headSize === 40) palettePlace += 4 * count;
  }
  const offset = view.getUint32(10, true);
  const rowBytes = rowBytesOf({ width, bits });
  if (!hasRuns && offset + rowBytes * height > bytes.length) refuse("it is cut short");
  const used = isOld ? 0 : view.getUint32(46, true);
  const colours = bits > 8 ? 0 : Math.min(used || 2 ** bits, 2 ** bits);
  const palette = new Uint8Array(3 * colours);
  for (let i = 0; i < colours; i++) {
    const at = palettePlace + i * (isOld ? 3 : 4);
    palette.set([bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0], 3 * i);
  }
  return { width, height, isTopDown: signedHeight < 0, bits, hasRuns, palette, masks, offset };
}

/** Rows end on whole words of four bytes. */
function rowBytesOf({ width, bits }: { width: number; bits: number }): number {
  return Math.ceil(width * bits / 32) * 4;
}

/** The place in the file of the row y from the top. */
function rowPlace({ width, height, bits, isTopDown, offset }: Head, y: number): number {
  return offset + rowBytesOf({ width, bits }) * (isTopDown ? y : height - 1 - y);
}

function lookUp(
  bytes: Uint8Array,
  { head, channels, refuse }: { head: Head; channels: 1 | 3; refuse: Refuse },
): Raster {
  const { width, height, bits, palette, hasRuns, offset } = head;
  const runs = hasRuns ? bmpRuns(bytes.subarray(offset), { width, height, bits }) : undefined;
  if (hasRuns && runs === undefined) refuse("it is cut short");
  const samples = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    const row = rowPlace(head, y);
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      const index = runs
        ? runs[(height - 1 - y) * width + x]
        : bytes[row + (bit >> 3)] >> (8 - bits - (bit & 7)) & 2 ** bits - 1;
      if (3 * index >= palette.length) refuse(`it has no colour ${index}`);
      const colour = palette.subarray(3 * index, 3 * index + channels);
      samples.set(colour, (y * width + x) * channels);
    }
  }
  return { samples, stored: channels };
}

function unmask(bytes: Uint8Array, head: Head, refuse: Refuse): Raster {
  const { width, height, bits, masks } = head;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const channels = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, most: mask >>> shift };
  });
  if (channels.slice(0, 3).some(({ most }) => most === 0 || (most & most + 1) !== 0)) {
    refuse("its masks of colours are not rows of bits");
  }
  const samples = new Uint8Array(width * height * 4);
  let hasAlpha = false;
  for (let y = 0, to = 0; y < height; y++) {
    const row = rowPlace(head, y);
    for (let x = 0; x < width; x++, to += 4) {
      if (bits === 24) {
        const at = row + 3 * x;
        samples.set([bytes[at + 2], bytes[at + 1], bytes[at]], to);
        continue;
      }
      const pixel = bits === 16
        ? view.getUint16(row + 2 * x, true)
        : view.getUint32(row + 4 * x, true);
      for (const [channel, { mask, shift, most }] of channels.entries()) {
        const value = most === 0 ? 0 : Math.round(255 * ((pixel & mask) >>> shift) / most);
        samples[to + channel] = value;
        if (channel === 3 && value > 0) hasAlpha = true;
      }
    }
  }
  // An alpha of 0 throughout is one that nobody filled in.
  return hasAlpha ? { samples, stored: 4 } : { samples: withoutAlpha(samples), stored: 3 };
}

function withoutAlpha(samples: Uint8Array): Uint8Array<ArrayBuffer> {
  const count = samples.length / 4;
  const colours = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++) colours.set(samples.subarray(4 * i, 4 * i + 3), 3 * i);
  return colours;
}
