import { readFile } from "node:fs/promises";

/** Reads a file, by its path or its `file:` address, into memory of its own; throws the system's Error. */
export async function readBytes(path: string | URL): Promise<Uint8Array<ArrayBuffer>> {
  const read: Uint8Array = await readFile(path);
  const { buffer, byteOffset, byteLength } = read;
  // A Buffer may share its memory, and its `slice` is not that of other arrays.
  const isWhole = byteOffset === 0 && byteLength === buffer.byteLength;
  return isWhole && buffer instanceof ArrayBuffer ? new Uint8Array(buffer) : new Uint8Array(read);
}
