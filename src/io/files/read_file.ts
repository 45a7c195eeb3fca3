import { gunzipIfNeeded } from "../../data/mod.ts";
import { notFound } from "./not_found.ts";
import { readBytes } from "./read_bytes.ts";
import { statIfThere } from "./stat_if_there.ts";

/** Files past this size are refused before they are read: 4 GiB. */
const LARGEST_FILE = 2 ** 32;

/**
 * The bytes of a data file, decompressed where it is gzip.
 *
 * Throws an Error of the code ENOENT when there is no such file, a RangeError for one over 4 GiB, and as `gunzip`.
 */
export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const { size } = await statIfThere(path) ?? {};
  if (size === undefined) {
    throw notFound(`Cannot read ${path}: there is no such file`);
  }
  if (size > LARGEST_FILE) {
    throw new RangeError(
      `Cannot read ${path}: it has ${size} bytes, at most ${LARGEST_FILE} fit in memory`,
    );
  }
  return await gunzipIfNeeded(await readBytes(path), path);
}
