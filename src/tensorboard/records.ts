import { maskedCrc32c } from "./crc32c.ts";

/** The bytes about the content of a record: its length and the checksum of that, and its own checksum. */
const HEAD = 12, TAIL = 4;

/** A record of TensorFlow's format: length, its masked CRC-32C, content, its masked CRC-32C, all little-endian. */
export function encodeRecord(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD + content.length + TAIL), view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(content.length), true);
  view.setUint32(8, maskedCrc32c(bytes.subarray(0, 8)), true);
  bytes.set(content, HEAD);
  view.setUint32(HEAD + content.length, maskedCrc32c(content), true);
  return bytes;
}

/** A record of a file, and the place of the byte behind it. */
export interface FoundRecord {
  readonly content: Uint8Array;
  readonly end: number;
}

/** The records of a file, up to the first that is cut off or damaged, as a process that was killed leaves one. */
export function wholeRecords(bytes: Uint8Array): FoundRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: FoundRecord[] = [];
  for (let at = 0; at + HEAD + TAIL <= bytes.length;) {
    const length = Number(view.getBigUint64(at, true)), from = at + HEAD;
    if (view.getUint32(at + 8, true) !== maskedCrc32c(bytes.subarray(at, at + 8))) break;
    if (!(from + length + TAIL <= bytes.length)) break;
    const content = bytes.subarray(from, from + length);
    if (view.getUint32(from + length, true) !== maskedCrc32c(content)) break;
    at = from + length + TAIL;
    found.push({ content, end: at });
  }
  return found;
}
