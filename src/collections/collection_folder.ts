import { readdir } from "node:fs/promises";
import { systemFaultOf } from "../host/system_fault.ts";
import { dirname, join } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";
import { isLeftover } from "../io/files/atomic_write.ts";
import { LOCK_FILE, lockFolder } from "../io/files/lock_folder.ts";
import { readIfThere } from "../io/files/read_if_there.ts";

/** The files of an index on disk, by what they are. */
export const COLLECTION_FILES = {
  codes: "codes.npy",
  bits: "bits.npy",
  items: "items.jsonl",
  thumbnails: "thumbnails.npy",
  words: "words.safetensors",
  preprocessor: MODEL_FILES.preprocessor,
  encoder: MODEL_FILES.encoder,
  /** The last that is written: without it there is no index. */
  manifest: "index.json",
} as const;

/** The codes of an indexing that has not ended, and what they are of. */
export const UNFINISHED_FILES = {
  codes: "unfinished_codes.f32",
  record: "unfinished.json",
} as const;

/**
 * Takes a folder to write an index into, made if it is not there; disposing gives it back.
 *
 * Throws an Error, one sentence, for one that holds an index, or anything but the beginning of one, and where
 * another process writes into it.
 */
export async function lockCollection(directory: string): Promise<Disposable> {
  await checkFree(directory);
  const folders = new Set<string>(Object.values(COLLECTION_FILES).map(dirname));
  return lockFolder(directory, { folders: [...folders] });
}

/** Throws an Error, one sentence, for a folder that holds an index, or anything but the beginning of one. */
export async function checkFree(directory: string): Promise<void> {
  const names = await namesIn(directory);
  const others = names?.filter((name) => name !== LOCK_FILE && !isLeftover(name));
  if (others?.length === 0) return;
  const isBegun = others?.includes(UNFINISHED_FILES.record);
  if (await readIfThere(join(directory, COLLECTION_FILES.manifest))) {
    throw new Error(
      `Cannot index into ${directory}: it holds an index already; choose another --out`,
    );
  }
  const known = [...Object.values(COLLECTION_FILES), ...Object.values(UNFINISHED_FILES)]
    .map((path) => path.split("/")[0]);
  if (isBegun && others?.every((name) => known.includes(name))) return;
  throw new Error(`Cannot index into ${directory}: it is not empty; choose another --out`);
}

/** The names of all that a folder holds; none where there is no such folder, undefined for a file. */
async function namesIn(directory: string): Promise<string[] | undefined> {
  try {
    return await readdir(directory);
  } catch (error) {
    const fault = systemFaultOf(error);
    if (fault === "nothing there") return [];
    if (fault === "no folder") return undefined;
    throw error;
  }
}
