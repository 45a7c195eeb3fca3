import type { FileHandle } from "node:fs/promises";

/** Writes all of some bytes where an open file stands, however many the system takes at once. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) {
    from += (await file.write(bytes, from, bytes.length - from)).bytesWritten;
  }
}
