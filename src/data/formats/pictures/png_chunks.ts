import type { Refuse } from "../../../core/refuse.ts";
import { crc32 } from "../crc32.ts";

/** The fields of the header chunk of a PNG. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits in a sample. */
  readonly depth: number;
  /** Samples in a pixel as stored; a palette index is one sample. */
  readonly samples: number;
  readonly indexed: boolean;
  readonly interlaced: boolean;
}

/** The chunks that say what the pixels are; all others (text, profiles, animation) are left out. */
const KEPT = ["IHDR", "PLTE", "tRNS", "IDAT", "eXIf", "IEND"];

/** The bytes that every PNG file begins with. */
const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Samples in a pixel and the allowed depths, by colour type. */
const colourTypes: Readonly<Record<number, { samples: number; depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** True when the bytes begin as a PNG file does. */
export function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/**
 * The header of a PNG, and views of its chunks of pixels in order, checksums verified.
 *
 * `refuse` is called with what is wrong. Format: W3C, "Portable Network Graphics", third edition.
 */
export function readPngChunks(
  bytes: Uint8Array,
  refuse: Refuse,
): { header: PngHeader; chunks: { type: string; data: Uint8Array }[] } {
  if (!isPng(bytes)) refuse("it does not begin as a PNG file does");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: { type: string; data: Uint8Array }[] = [];
  for (let at = PNG_SIGNATURE.length; chunks.at(-1)?.type !== "IEND";) {
    if (at + 12 > bytes.length) refuse("it is cut short");
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) refuse("a chunk passes the end of the file");
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (KEPT.includes(type)) {
      if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)) {
        refuse(`the checksum of its chunk ${type} is wrong`);
      }
      chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    }
    at += 12 + length;
  }
  if (chunks[0].type !== "IHDR" || chunks[0].data.length !== 13) refuse("it has no header chunk");
  const header = readHeader(chunks[0].data, refuse);
  if (header.indexed && !chunks.some(({ type }) => type === "PLTE")) refuse("it has no palette");
  // Elsewhere a palette only suggests colours to old screens.
  return { header, chunks: chunks.filter(({ type }) => header.indexed || type !== "PLTE") };
}

function readHeader(data: Uint8Array, refuse: Refuse): PngHeader {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colourType, , , interlace] = data.subarray(8);
  if (width === 0 || height === 0) refuse(`its size is ${width} × ${height}`);
  if (!colourTypes[colourType]?.depths.includes(depth)) {
    refuse(`no PNG has the colour type ${colourType} with ${depth} bits`);
  }
  if (interlace > 1) refuse(`its interlace method is ${interlace}, expected 0 or 1`);
  return {
    width,
    height,
    depth,
    samples: colourTypes[colourType].samples,
    indexed: colourType === 3,
    interlaced: interlace === 1,
  };
}

/** The pixels of one pass over a PNG: the first column and row, the steps, and how many of each. */
export interface PngPass {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly columns: number;
  readonly rows: number;
}

/** The passes in which a PNG holds its pixels: one, or the seven of Adam7, without those that are empty. */
export function pngPasses({ width, height, interlaced }: PngHeader): PngPass[] {
  const steps = interlaced
    ? [
      [0, 0, 8, 8],
      [4, 0, 8, 8],
      [0, 4, 4, 8],
      [2, 0, 4, 4],
      [0, 2, 2, 4],
      [1, 0, 2, 2],
      [0, 1, 1, 2],
    ]
    : [[0, 0, 1, 1]];
  return steps.map(([x, y, dx, dy]) => ({
    ...{ x, y, dx, dy },
    columns: Math.max(0, Math.ceil((width - x) / dx)),
    rows: Math.max(0, Math.ceil((height - y) / dy)),
  })).filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/** The number of bytes that the pixels of a PNG take before compression, with their filter bytes. */
export function pngRawSize(header: PngHeader): number {
  const { samples, depth } = header;
  return pngPasses(header).reduce(
    (size, { columns, rows }) => size + rows * (1 + Math.ceil(columns * samples * depth / 8)),
    0,
  );
}
