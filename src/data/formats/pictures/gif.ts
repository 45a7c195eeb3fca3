import type { Refuse } from "../../../core/refuse.ts";
import type { OpenedImage } from "./image.ts";
import { decodeLzw } from "./lzw.ts";

const EXTENSION = 0x21, GRAPHIC_CONTROL = 0xf9, IMAGE = 0x2c, TRAILER = 0x3b;

/** The rows of each of the four passes of an interlaced GIF: the first, and the step. */
const PASSES = [[0, 8], [4, 8], [2, 4], [1, 2]];

/** The first frame of a GIF. */
interface Frame {
  readonly width: number;
  readonly height: number;
  readonly palette: Uint8Array;
  /** The palette index that is transparent. */
  readonly transparent: number | undefined;
  readonly interlaced: boolean;
  readonly symbolBits: number;
  readonly packed: Uint8Array;
  readonly isMoving: boolean;
}

/** True when the bytes begin as a GIF file does. */
export function isGif(bytes: Uint8Array): boolean {
  return /^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)));
}

/**
 * Opens a GIF: its first frame, in grey where its palette holds greys alone.
 *
 * `refuse` is called with what is wrong. Format: CompuServe, "Graphics Interchange Format", 89a.
 */
export function openGif(bytes: Uint8Array, refuse: Refuse): OpenedImage {
  const frame = readFrame(bytes, refuse);
  const { width, height, palette } = frame;
  const channels = isGreyPalette(palette) ? 1 : 3;
  return { width, height, channels, decode: () => decodeFrame(frame, channels, refuse) };
}

/** True where red, green and blue agree in all colours of a palette. */
export function isGreyPalette(palette: Uint8Array): boolean {
  for (let i = 0; i + 2 < palette.length; i += 3) {
    if (palette[i] !== palette[i + 1] || palette[i] !== palette[i + 2]) return false;
  }
  return true;
}

function decodeFrame(
  { width, height, palette, transparent, interlaced, symbolBits, packed, isMoving }: Frame,
  channels: 1 | 3,
  refuse: Refuse,
) {
  const indices = new Uint8Array(width * height);
  const dialect = { symbolBits, highFirst: false, early: 0 } as const;
  if (decodeLzw(packed, indices, dialect) < indices.length) refuse("it is cut short");
  const rows = interlaced
    ? PASSES.flatMap(([first, step]) => {
      const count = Math.max(0, Math.ceil((height - first) / step));
      return Array.from({ length: count }, (_, i) => first + step * i);
    })
    : undefined;
  const stored = (transparent === undefined ? channels : channels + 1) as 1 | 2 | 3 | 4;
  const samples = new Uint8Array(width * height * stored);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    const index = indices[pixel], y = Math.floor(pixel / width);
    const to = ((rows?.[y] ?? y) * width + pixel % width) * stored;
    if (transparent !== undefined) samples[to + channels] = index === transparent ? 0 : 255;
    if (3 * index + 3 > palette.length) refuse(`it has no colour ${index}`);
    for (let channel = 0; channel < channels; channel++) {
      samples[to + channel] = palette[3 * index + channel];
    }
  }
  return { samples, stored, ...(isMoving && { notes: ["moving"] as const }) };
}

function readFrame(bytes: Uint8Array, refuse: Refuse): Frame {
  if (bytes.length < 14) refuse("it is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [canvasWidth, canvasHeight] = [view.getUint16(6, true), view.getUint16(8, true)];
  let palette: Uint8Array | undefined, transparent: number | undefined;
  let at = 13;
  const readPalette = (flags: number) => {
    if ((flags & 0x80) === 0) return undefined;
    const start = at;
    at += 3 * 2 ** ((flags & 7) + 1);
    return bytes.subarray(start, at);
  };
  palette = readPalette(bytes[10]);
  while (bytes[at] === EXTENSION) {
    if (bytes[at + 1] === GRAPHIC_CONTROL && bytes[at + 3] & 1) transparent = bytes[at + 6];
    at = blocksFrom(bytes, at + 2, refuse).end;
  }
  if (bytes[at] !== IMAGE || at + 11 > bytes.length) refuse("it holds no picture");
  const [x, y, width, height] = [1, 3, 5, 7].map((place) => view.getUint16(at + place, true));
  const flags = bytes[at + 9];
  at += 10;
  palette = readPalette(flags) ?? palette;
  if (width === 0 || height === 0) refuse(`its size is ${width} × ${height}`);
  if (x !== 0 || y !== 0 || width !== canvasWidth || height !== canvasHeight) {
    refuse(
      `its first frame covers ${width} × ${height} of ${canvasWidth} × ${canvasHeight} pixels, save it as PNG`,
    );
  }
  if (palette === undefined) return refuse("it has no palette");
  const symbolBits = bytes[at];
  if (!(symbolBits >= 1 && symbolBits <= 8)) refuse(`its colours have ${symbolBits} bits`);
  const { end, parts } = blocksFrom(bytes, at + 1, refuse);
  return {
    ...{ width, height, palette, transparent, symbolBits },
    interlaced: (flags & 0x40) !== 0,
    packed: parts,
    isMoving: hasFrame(bytes, end),
  };
}

/** The bytes of a chain of blocks joined, and the place after it. */
function blocksFrom(
  bytes: Uint8Array,
  start: number,
  refuse: Refuse,
): { end: number; parts: Uint8Array } {
  const parts = new Uint8Array(bytes.length - Math.min(start, bytes.length));
  let size = 0, at = start;
  while (bytes[at] > 0) {
    const block = bytes.subarray(at + 1, at + 1 + bytes[at]);
    parts.set(block, size);
    size += block.length;
    at += 1 + bytes[at];
  }
  if (at >= bytes.length) refuse("it is cut short");
  return { end: at + 1, parts: parts.subarray(0, size) };
}

/** True where another frame follows. */
function hasFrame(bytes: Uint8Array, start: number): boolean {
  let at = start;
  while (at < bytes.length && bytes[at] !== TRAILER) {
    if (bytes[at] === IMAGE) return true;
    if (bytes[at] !== EXTENSION) return false;
    at += 2;
    while (bytes[at] > 0) at += 1 + bytes[at];
    at++;
  }
  return false;
}
