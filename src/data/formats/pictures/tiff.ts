import { unzlibSync } from "fflate";
import type { Refuse } from "../../../core/refuse.ts";
import type { ImageValues, OpenedImage, Raster } from "./image.ts";
import { decodeLzw } from "./lzw.ts";
import { readOrientation } from "./orientation.ts";
import { readTiffDirectory, type TiffDirectory } from "./tiff_directory.ts";

const WHITE_IS_ZERO = 0, COLOUR = 2, PALETTE = 3;
const NONE = 1, LZW = 5, DEFLATE = 8, OLD_DEFLATE = 32946, PACK_BITS = 32773;
const ASSOCIATED = 1, UNASSOCIATED = 2;

/** The layout of the pixels of a TIFF. */
interface Layout {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  /** Samples of a pixel, with alpha and others behind the colours. */
  readonly samples: number;
  readonly photometric: number;
  readonly compression: number;
  readonly isDifferences: boolean;
  /** The pieces that the picture is cut into: tiles, or strips as wide as it is. */
  readonly pieceWidth: number;
  readonly pieceHeight: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
  readonly alpha: "none" | "own" | "multiplied";
  readonly colours: readonly number[];
  readonly isLittleEndian: boolean;
}

/**
 * Opens a TIFF: grey, palette or colour of 1, 2, 4, 8 or 16 bits, in strips or tiles, not compressed
 * or by LZW, deflate or PackBits; the first of several pages.
 *
 * `refuse` is called with what is wrong.
 */
export function openTiff(bytes: Uint8Array, refuse: Refuse): OpenedImage {
  const directory = readTiffDirectory(bytes, refuse);
  const layout = readLayout(directory, refuse);
  const { width, height, photometric } = layout;
  return {
    ...{ width, height, channels: photometric < COLOUR ? 1 : 3 },
    orientation: readOrientation(bytes),
    decode: () => ({
      ...toRaster(readPieces(bytes, layout, refuse), layout, refuse),
      ...(directory.hasMore && { notes: ["pages"] as const }),
    }),
  };
}

function readLayout({ numbers, isLittleEndian }: TiffDirectory, refuse: Refuse): Layout {
  const one = (tag: number, otherwise: number) => numbers(tag)[0] ?? otherwise;
  const width = one(256, 0), height = one(257, 0);
  if (width === 0 || height === 0) refuse(`its size is ${width} × ${height}`);
  const samples = one(277, 1), bits = one(258, 1), photometric = one(262, 1);
  if (![1, 2, 4, 8, 16].includes(bits) || numbers(258).some((each) => each !== bits)) {
    refuse(`its samples have ${numbers(258).join(", ")} bits, save it as PNG`);
  }
  if (numbers(339).some((format) => format !== 1)) {
    refuse("it holds signed or floating-point numbers, save it as PNG");
  }
  if (photometric > PALETTE) {
    refuse(`its colours are not grey, a palette or RGB (${photometric}), save it as PNG`);
  }
  const compression = one(259, NONE);
  if (![NONE, LZW, DEFLATE, OLD_DEFLATE, PACK_BITS].includes(compression)) {
    refuse(`its compression ${compression} is not read, save it as PNG`);
  }
  if (one(284, 1) !== 1 && samples > 1) {
    refuse("its colours lie in planes of their own, save it as PNG");
  }
  if (one(266, 1) !== 1) refuse("its bits lie in reverse, save it as PNG");
  const predictor = one(317, 1);
  if (predictor > 2 || (predictor === 2 && bits < 8)) {
    refuse(`its predictor ${predictor} is not read, save it as PNG`);
  }
  const base = photometric === COLOUR ? 3 : 1;
  if (samples < base || samples > 16) refuse(`it has ${samples} samples in a pixel`);
  const [extra] = samples > base ? numbers(338) : [];
  const isTiled = numbers(322).length > 0;
  const pieceWidth = isTiled ? one(322, 0) : width;
  const pieceHeight = isTiled ? one(323, 0) : Math.min(height, one(278, height));
  if (pieceWidth === 0 || pieceHeight === 0) refuse("its pieces are empty");
  return {
    ...{ width, height, bits, samples, photometric, compression, pieceWidth, pieceHeight },
    isDifferences: predictor === 2,
    offsets: numbers(isTiled ? 324 : 273),
    byteCounts: numbers(isTiled ? 325 : 279),
    alpha: photometric === PALETTE
      ? "none"
      : extra === ASSOCIATED
      ? "multiplied"
      : extra === UNASSOCIATED
      ? "own"
      : "none",
    colours: numbers(320),
    isLittleEndian,
  };
}

/** The samples of all pieces where they belong in the picture, as stored. */
function readPieces(bytes: Uint8Array, layout: Layout, refuse: Refuse): ImageValues {
  const { width, height, bits, samples, pieceWidth, pieceHeight, offsets, byteCounts } = layout;
  const across = Math.ceil(width / pieceWidth), down = Math.ceil(height / pieceHeight);
  if (offsets.length < across * down || byteCounts.length < across * down) {
    refuse("pieces of it are missing");
  }
  const rowBytes = Math.ceil(pieceWidth * samples * bits / 8);
  const packedBytes = byteCounts.reduce((sum, count) => sum + count, 0);
  if (packedBytes > bytes.length || across * down * rowBytes > packedBytes * 4096) {
    refuse("its pieces do not fit its size");
  }
  const size = width * height * samples;
  const out = bits === 16 ? new Uint16Array(size) : new Uint8Array(size);
  for (let piece = 0; piece < across * down; piece++) {
    const top = Math.floor(piece / across) * pieceHeight, left = piece % across * pieceWidth;
    const rows = Math.min(pieceHeight, height - top);
    const columns = Math.min(pieceWidth, width - left);
    const packed = bytes.subarray(offsets[piece], offsets[piece] + byteCounts[piece]);
    const unpacked = unpack(packed, rowBytes * rows, layout.compression);
    if (unpacked === undefined) return refuse("its pixels are cut short or damaged");
    for (let row = 0; row < rows; row++) {
      const line = unpacked.subarray(row * rowBytes, (row + 1) * rowBytes);
      const to = ((top + row) * width + left) * samples;
      readRow(line, out.subarray(to, to + columns * samples), layout);
    }
  }
  return out;
}

/** So many bytes of a piece, or undefined where it holds fewer. */
function unpack(packed: Uint8Array, size: number, compression: number): Uint8Array | undefined {
  if (compression === NONE) return packed.length < size ? undefined : packed;
  if (compression === DEFLATE || compression === OLD_DEFLATE) {
    try {
      // A tile at the edge holds more rows than are wanted, which the library cuts off.
      const bytes = unzlibSync(packed, { out: new Uint8Array(size) });
      return bytes.length < size ? undefined : bytes;
    } catch {
      return undefined;
    }
  }
  const out = new Uint8Array(size);
  const written = compression === LZW
    ? decodeLzw(packed, out, { symbolBits: 8, highFirst: true, early: 1 })
    : unpackBits(packed, out);
  return written < size ? undefined : out;
}

/** Runs of a byte, and rows of bytes as they are, each behind its length. */
function unpackBits(packed: Uint8Array, out: Uint8Array): number {
  let written = 0;
  for (let at = 0; at < packed.length && written < out.length;) {
    const length = packed[at] << 24 >> 24;
    const count = Math.min(1 + Math.abs(length), out.length - written);
    if (length >= 0) {
      const run = packed.subarray(at + 1, at + 1 + count);
      out.set(run, written);
      written += run.length;
      at += 2 + length;
    } else if (length === -128) {
      at++;
    } else {
      if (at + 1 >= packed.length) break;
      out.fill(packed[at + 1], written, written + count);
      written += count;
      at += 2;
    }
  }
  return written;
}

/** The samples of a row, differences between neighbours summed up. */
function readRow(
  line: Uint8Array,
  out: ImageValues,
  { bits, samples, isDifferences, isLittleEndian }: Layout,
): void {
  for (let i = 0; i < out.length; i++) {
    const before = isDifferences && i >= samples ? out[i - samples] : 0;
    if (bits === 16) {
      const [low, high] = isLittleEndian
        ? [line[2 * i], line[2 * i + 1]]
        : [line[2 * i + 1], line[2 * i]];
      out[i] = (high << 8 | low) + before;
    } else {
      const bit = i * bits;
      out[i] = (line[bit >> 3] >> (8 - bits - (bit & 7)) & 2 ** bits - 1) + before;
    }
  }
}

/** Samples stretched, inverted, looked up, and rid of channels that are neither colour nor alpha. */
function toRaster(stored: ImageValues, layout: Layout, refuse: Refuse): Raster {
  const { width, height, bits, samples, photometric, alpha, colours } = layout;
  const count = width * height, full = 2 ** bits - 1, most = bits === 16 ? 65535 : 255;
  const channels = photometric < COLOUR ? 1 : 3;
  if (photometric === PALETTE && colours.length < 3 * 2 ** bits) refuse("it has no palette");
  const stride = (alpha === "none" ? channels : channels + 1) as Raster["stored"];
  const out = bits === 16 ? new Uint16Array(count * stride) : new Uint8Array(count * stride);
  for (let pixel = 0; pixel < count; pixel++) {
    const from = pixel * samples, to = pixel * stride;
    const opacity = alpha === "none" ? full : stored[from + channels];
    for (let channel = 0; channel < channels; channel++) {
      if (photometric === PALETTE) {
        // A palette has 16 bits, of which those of 8 are the upper.
        const value = colours[channel * 2 ** bits + stored[from]];
        out[to + channel] = bits === 16 ? value : value >> 8;
        continue;
      }
      const value = stored[from + channel] * most / full;
      const plain = alpha === "multiplied" && opacity > 0
        ? Math.min(most, Math.round(value * full / opacity))
        : value;
      out[to + channel] = photometric === WHITE_IS_ZERO ? most - plain : plain;
    }
    if (alpha !== "none") out[to + channels] = opacity * most / full;
  }
  return { samples: out, stored: stride };
}
