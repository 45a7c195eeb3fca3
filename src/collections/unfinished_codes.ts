import { join } from "@std/path";
import { appendFile, open, truncate } from "node:fs/promises";
import { parseRecord } from "../core/parse_record.ts";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import { readIfThere, readTextIfThere } from "../io/files/read_if_there.ts";
import { removeIfThere } from "../io/files/remove_if_there.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import { writeAll } from "../io/files/write_all.ts";
import { UNFINISHED_FILES } from "./collection_folder.ts";

/** The source of codes: what is equal in all of it has equal codes. */
export interface CodesSource {
  /** SHA-256 of the file of the encoder. */
  readonly encoder: string;
  /** A SHA-256 of the examples as the encoder takes them. */
  readonly examples: string;
  /** The values of a code, and the codes that are computed at once. */
  readonly size: number;
  readonly batch: number;
}

/** Codes that come a batch at a time, and of which those that came are kept whatever ends the process. */
export interface UnfinishedCodes {
  /** The number of codes that are there already: whole batches, or all. */
  readonly done: number;
  /** True where there were codes of another source, which are gone. */
  readonly isAnew: boolean;
  /** Adds the codes of the next batch. */
  append(codes: Float32Array<ArrayBuffer>): Promise<void>;
  /** All codes that came. */
  read(): Promise<Float32Array<ArrayBuffer>>;
  /** Removes them, once they lie in an index. */
  remove(): Promise<void>;
}

/** Goes on with the codes of a source that lie unfinished in a folder, of `count` in all, or begins them. */
export async function openUnfinishedCodes(
  directory: string,
  { count, ...source }: CodesSource & { count: number },
): Promise<UnfinishedCodes> {
  const codes = join(directory, UNFINISHED_FILES.codes);
  const record = join(directory, UNFINISHED_FILES.record);
  const text = await readTextIfThere(record);
  const known = text === undefined ? undefined : parseRecord(text);
  const isSame = Object.entries(source).every(([name, value]) => known?.[name] === value);
  if (!isSame) {
    // In this order, so that no record is beside codes that are not of it.
    await removeIfThere(codes);
    await atomicWriteJson(record, source);
  }
  const row = 4 * source.size, there = Math.floor(((await statIfThere(codes))?.size ?? 0) / row);
  const done = there >= count ? count : there - there % source.batch;
  // What a process that was killed wrote of a batch is no whole one.
  await appendFile(codes, new Uint8Array());
  await truncate(codes, done * row);
  return {
    done,
    isAnew: text !== undefined && !isSame,
    async append({ buffer, byteOffset, byteLength }) {
      await using file = await open(codes, "a");
      await writeAll(file, new Uint8Array(buffer, byteOffset, byteLength));
      await file.datasync();
    },
    async read() {
      const bytes = await readIfThere(codes) ?? new Uint8Array();
      return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    },
    async remove() {
      await removeIfThere(codes);
      await removeIfThere(record);
    },
  };
}
