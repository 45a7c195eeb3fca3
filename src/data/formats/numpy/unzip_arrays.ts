import { unzipSync } from "fflate";
import { oneLine } from "../../../core/one_line.ts";
import { crc32 } from "../crc32.ts";

/** Deflate expands at most 1032-fold, so a larger claim is false. */
const LARGEST_EXPANSION = 1032;
const MOST_ARRAYS = 1000;
const EXTENSION = ".npy";

/** The methods that a zip entry may be compressed by, besides those that are read (APPNOTE.TXT, 4.4.5). */
const methods: Readonly<Record<number, string>> = {
  9: "Deflate64",
  12: "bzip2",
  14: "LZMA",
  93: "Zstandard",
  95: "XZ",
};
const STORED = 0, DEFLATED = 8;

/**
 * The .npy files in an .npz file, by their names without the extension; `name` is how errors call it.
 *
 * Throws a SyntaxError for a damaged file, by the checksum of an array too, and one that says so where an array is encrypted or is
 * compressed in another way than NumPy's; and a RangeError, before it allocates, when the arrays would
 * take more than `limit` bytes.
 */
export function unzipArrays(
  bytes: Uint8Array,
  name: string,
  limit: number,
): Map<string, Uint8Array> {
  let size = 0;
  let count = 0;
  let excess = "", foreign = "";
  let entries: Record<string, Uint8Array> = {};
  const directory = readDirectory(bytes);
  try {
    entries = unzipSync(bytes, {
      filter({ name: entry, size: packed, originalSize, compression }) {
        size += originalSize;
        if (size > limit) excess = `its arrays take more than ${limit} bytes`;
        if (++count > MOST_ARRAYS) excess = `it holds more than ${MOST_ARRAYS} files`;
        if (excess !== "") throw new RangeError(excess);
        if (!isArray(entry)) return false;
        if (directory.get(entry)?.isEncrypted) foreign = "is encrypted";
        else if (compression !== STORED && compression !== DEFLATED) {
          foreign = `is compressed by ${methods[compression] ?? `method ${compression}`}`;
        }
        if (foreign !== "") {
          foreign = `its ${oneLine(entry, { longest: 60 })} ${foreign}`;
          throw new SyntaxError(foreign);
        }
        if (packed > bytes.length || originalSize > packed * LARGEST_EXPANSION) {
          throw new SyntaxError("a size in its directory cannot be true");
        }
        return true;
      },
    });
  } catch {
    // One sentence in place of the library's, which names neither the file nor the way out.
    if (excess !== "") throw new RangeError(`Cannot read ${name} as NPZ: ${excess}`);
    throw new SyntaxError(
      `Cannot read ${name} as NPZ: ${
        foreign !== ""
          ? `${foreign}, save with np.savez_compressed`
          : "it is not a zip file, or it is damaged or cut short"
      }`,
    );
  }
  for (const [entry, content] of Object.entries(entries)) {
    const sum = directory.get(entry)?.sum;
    if (sum === undefined || sum === crc32(content)) continue;
    throw new SyntaxError(
      `Cannot read ${name} as NPZ: its ${
        oneLine(entry, { longest: 60 })
      } is damaged, as its checksum shows, save or fetch it again`,
    );
  }
  return new Map(
    Object.entries(entries)
      .map(([entry, content]) => [entry.slice(0, -EXTENSION.length), content]),
  );
}

/** True for the name of an array; archives made on a Mac hold a shadow of each file. */
function isArray(entry: string): boolean {
  return entry.endsWith(EXTENSION) && !entry.startsWith("__MACOSX/");
}

/** Facts on an entry in the directory of a zip file that the library does not look at. */
interface Listed {
  readonly isEncrypted: boolean;
  /** The check of the entry's content. */
  readonly sum: number;
}

/**
 * The entries in the directory at the end of a zip file, as far as it can be read. Of a file past 4 GiB,
 * whose directory lies elsewhere, there are none.
 */
function readDirectory(bytes: Uint8Array): ReadonlyMap<string, Listed> {
  const found = new Map<string, Listed>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (at: number, signature: number, length: number) =>
    at >= 0 && at + length <= bytes.length && view.getUint32(at, true) === signature;
  let end = bytes.length - 22;
  // A comment of up to 65,535 bytes may follow the end of the directory.
  while (end > bytes.length - 22 - 65_536 && end > 0 && !has(end, 0x06054b50, 22)) end--;
  if (!has(end, 0x06054b50, 22)) return found;
  for (let at = view.getUint32(end + 16, true); has(at, 0x02014b50, 46);) {
    const length = view.getUint16(at + 28, true);
    found.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)), {
      isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      sum: view.getUint32(at + 16, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}
