import decode from "@jsquash/webp/decode.js";
import type { Refuse } from "../../../core/refuse.ts";
import type { OpenedImage } from "./image.ts";
import { readOrientation } from "./orientation.ts";

/** A chunk of a WebP: its name, and its bytes with and without its head of eight. */
interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  readonly whole: Uint8Array;
}

/** True when the bytes begin as a WebP file does. */
export function isWebp(bytes: Uint8Array): boolean {
  return textAt(bytes, 0) === "RIFF" && textAt(bytes, 8) === "WEBP";
}

/**
 * Opens a WebP, lossy or lossless, always in colour; of one that moves, the first frame.
 *
 * `refuse` is called with what is wrong. Format: RFC 9649, "WebP Image Format".
 */
export function openWebp(bytes: Uint8Array, refuse: Refuse): OpenedImage {
  const chunks = readChunks(bytes.subarray(12));
  const frame = chunks.find(({ type }) => type === "ANMF");
  // A frame is its place and size in 16 bytes, and then the chunks of a picture.
  const parts = frame ? readChunks(frame.data.subarray(16)) : chunks;
  const pixels = parts.find(({ type }) => type === "VP8 " || type === "VP8L");
  if (pixels === undefined) return refuse("it holds no whole picture");
  const { width, height } = sizeOf(pixels, refuse);
  const canvas = chunks.find(({ type, data }) => type === "VP8X" && data.length >= 10)?.data;
  if (canvas && (1 + word24(canvas, 4) !== width || 1 + word24(canvas, 7) !== height)) {
    refuse("its first frame does not cover its canvas, save it as PNG");
  }
  const exif = chunks.find(({ type }) => type === "EXIF")?.data;
  return {
    ...{ width, height, channels: 3 },
    ...(exif && { orientation: readOrientation(afterPrefix(exif)) }),
    decode: async () => {
      let decoded: { width: number; height: number; data: ArrayLike<number> };
      try {
        decoded = await decode(frame ? still(parts, canvas) : bytes.slice().buffer);
      } catch {
        return refuse("it is damaged");
      }
      if (decoded.width !== width || decoded.height !== height) refuse("its sizes disagree");
      return {
        samples: Uint8Array.from(decoded.data),
        stored: 4,
        ...(frame && { notes: ["moving"] as const }),
      };
    },
  };
}

function readChunks(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    if (at + 8 + size > bytes.length) break;
    const end = at + 8 + size;
    const padded = Math.min(bytes.length, end + size % 2);
    chunks.push({
      type: textAt(bytes, at),
      data: bytes.subarray(at + 8, end),
      whole: bytes.subarray(at, padded),
    });
    at = end + size % 2;
  }
  return chunks;
}

/** Width and height, as the stream of pixels itself says them. */
function sizeOf({ type, data }: Chunk, refuse: Refuse): { width: number; height: number } {
  if (data.length < 10) return refuse("it is cut short");
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (type === "VP8L") {
    const bits = view.getUint32(1, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + (bits >>> 14 & 0x3fff) };
  }
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff };
}

/** The chunks of a frame as a file of their own. */
function still(parts: readonly Chunk[], canvas: Uint8Array | undefined): ArrayBuffer {
  const chunks = parts.filter(({ type }) => ["ALPH", "VP8 ", "VP8L"].includes(type))
    .map(({ whole }) => whole);
  if (canvas && chunks.length > 1) {
    const head = new Uint8Array(18);
    head.set([...new TextEncoder().encode("VP8X"), 10, 0, 0, 0, 0x10]);
    head.set(canvas.subarray(4, 10), 12);
    chunks.unshift(head);
  }
  const size = chunks.reduce((sum, { length }) => sum + length, 4);
  const file = new Uint8Array(8 + size);
  file.set(new TextEncoder().encode("RIFF"));
  new DataView(file.buffer).setUint32(4, size, true);
  file.set(new TextEncoder().encode("WEBP"), 8);
  let at = 12;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  return file.buffer;
}

/** EXIF metadata without the prefix of JPEG, with which some programs write them. */
function afterPrefix(exif: Uint8Array): Uint8Array {
  return textAt(exif, 0) === "Exif" ? exif.subarray(6) : exif;
}

function textAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function word24(bytes: Uint8Array, at: number): number {
  return bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16;
}
