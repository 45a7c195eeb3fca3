import { join } from "@std/path";
import { mkdirSync, readdirSync, unlinkSync } from "node:fs";
import { holdFile } from "../../host/hold_file.ts";
import { isLeftover } from "./atomic_write.ts";
import { isMissing } from "./is_missing.ts";

/** The file whose lock says that a command writes into the folder. */
export const LOCK_FILE = ".lock";

/**
 * Takes a folder to write into, made if it is not there, and clears those within it that are named (`.` for
 * itself) of what killed processes left half written; disposing gives it back.
 *
 * The folder is free again with the end of the process, however that ends. Throws an Error when
 * another process writes into the folder.
 */
export function lockFolder(
  directory: string,
  { folders }: { folders: readonly string[] },
): Disposable {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, LOCK_FILE);
  const held = holdFile(path);
  if (held === undefined) {
    throw new Error(
      `Cannot write into ${directory}: another command is writing there; wait until it has ended`,
    );
  }
  removeLeftovers(directory, folders);
  return held;
}

/** Removes what killed processes left half written; call it with the folder locked. */
function removeLeftovers(directory: string, folders: readonly string[]): void {
  for (const folder of folders) {
    const within = join(directory, folder);
    for (const name of namesIn(within)) {
      if (isLeftover(name)) unlinkSync(join(within, name));
    }
  }
}

/** The names of all files in a folder; none where there is no such folder. */
function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile())
      .map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
