import { encodeBase64 } from "../../src/core/encoding/base64.ts";
import { gzipSync } from "node:zlib";

/** The length of a block of a tar archive. */
const BLOCK = 512;

/** The time of all files, 1985-10-26, as npm packs them: none would be another archive every time. */
const TIME = 499_162_500;

/** A tarball as it was written. */
export interface Packed {
  readonly bytes: number;
  /** Its digest in base64, as package managers state it. */
  readonly sha512: string;
}

/** Writes files, in their order, as a tarball that npm installs; the same files give the same bytes. */
export async function packTarball(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
): Promise<Packed> {
  const blocks = [...files].flatMap(([name, bytes]) => [headerOf(name, bytes), padded(bytes)]);
  const archive = await new Blob([...blocks, new Uint8Array(2 * BLOCK)]).bytes();
  const packed = new Uint8Array(gzipSync(archive, { level: 9 }));
  // The system that packed stands in the tenth byte.
  packed[9] = 255;
  await Deno.writeFile(path, packed);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", packed));
  return { bytes: packed.length, sha512: encodeBase64(digest) };
}

/** The header of a file in the format ustar: programs may be run, all others read. */
function headerOf(name: string, { length }: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(BLOCK), text = new TextEncoder();
  const write = (content: string, at: number) => header.set(text.encode(content), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0") + "\0";
  const [prefix, rest] = split(`package/${name}`);
  write(rest, 0);
  write(octal(name.startsWith("bin/") ? 0o755 : 0o644, 7), 100);
  write(octal(0, 7) + octal(0, 7) + octal(length, 11) + octal(TIME, 11), 108);
  // The sum is taken with spaces in its own place.
  write("        0", 148);
  write("ustar\x0000", 257);
  write(prefix, 345);
  write(octal(header.reduce((sum, byte) => sum + byte, 0), 6) + " ", 148);
  return header;
}

/** A path as the header has it: 155 bytes of folders, and 100 of what is in them. */
function split(path: string): [prefix: string, rest: string] {
  if (path.length <= 100) return ["", path];
  const at = path.lastIndexOf("/", 155);
  if (path.length - at - 1 > 100 || at < 0) {
    throw new RangeError(`Cannot pack ${path}: it is too long`);
  }
  return [path.slice(0, at), path.slice(at + 1)];
}

function padded(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(BLOCK * Math.ceil(bytes.length / BLOCK));
  whole.set(bytes);
  return whole;
}
