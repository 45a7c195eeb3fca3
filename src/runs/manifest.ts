import { join } from "@std/path";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { sha256 } from "../core/sha256.ts";
import { RUN_FILES } from "./run_folder.ts";

/** Writes the SHA-256 and the size of every file of a run that is there. */
export async function writeManifest(directory: string): Promise<void> {
  const paths = Object.values(RUN_FILES).filter((path) => path !== RUN_FILES.manifest);
  await atomicWriteText(
    join(directory, RUN_FILES.manifest),
    await manifestOf(directory, paths),
  );
}

/**
 * The manifest of those of some files of a run that are there, and of `others`, which come from elsewhere:
 * SHA-256 and size by path.
 */
export async function manifestOf(
  directory: string,
  paths: readonly string[],
  { others = new Map() }: { others?: ReadonlyMap<string, Uint8Array<ArrayBuffer>> } = {},
): Promise<string> {
  const files: Record<string, { bytes: number; sha256: string }> = {};
  const add = async (path: string, bytes: Uint8Array<ArrayBuffer>) => {
    files[path] = { bytes: bytes.length, sha256: await sha256(bytes) };
  };
  for (const path of paths) {
    const bytes = await readIfThere(join(directory, path));
    if (bytes) await add(path, bytes);
  }
  for (const [path, bytes] of others) await add(path, bytes);
  return JSON.stringify({ files }, null, 2) + "\n";
}
