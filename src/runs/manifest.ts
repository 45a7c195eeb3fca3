import { join } from "@std/path";
import { atomicWriteText } from "../io/atomic_write.ts";
import { sha256 } from "../core/sha256.ts";
import { RUN_FILES } from "./run_folder.ts";

/** Writes the SHA-256 and the size of every file of a run that is there. */
export async function writeManifest(directory: string): Promise<void> {
  const files: Record<string, { bytes: number; sha256: string }> = {};
  for (const path of Object.values(RUN_FILES)) {
    if (path === RUN_FILES.manifest) continue;
    try {
      const bytes = await Deno.readFile(join(directory, path));
      files[path] = { bytes: bytes.length, sha256: await sha256(bytes) };
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  await atomicWriteText(
    join(directory, RUN_FILES.manifest),
    JSON.stringify({ files }, null, 2) + "\n",
  );
}
