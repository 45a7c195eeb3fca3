import { open } from "node:fs/promises";

/** Enough of a compressed file for some bytes to come out. */
const PIECE = 4096;

/** The first bytes of a file, decompressed where it is gzip; as many as come easily, none of a damaged one. */
export async function readStart(path: string): Promise<Uint8Array> {
  await using file = await open(path);
  const buffer = new Uint8Array(PIECE);
  const { bytesRead } = await file.read(buffer, 0, PIECE);
  const bytes = buffer.subarray(0, bytesRead);
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes;
  try {
    // The stream is cut short, and fails for it, but not before it gave what was whole.
    const pieces = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    for await (const piece of pieces) return piece;
  } catch {
    // A damaged file is named by its reader.
  }
  return new Uint8Array();
}
