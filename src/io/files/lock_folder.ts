import { join } from "@std/path";
import { isLeftover } from "./atomic_write.ts";
import { isMissing } from "./is_missing.ts";

/** The file whose lock says that a command writes into the folder. */
export const LOCK_FILE = ".lock";

/**
 * Takes a folder to write into, made if it is not there, and clears those within it that are named (`.` for
 * itself) of what killed processes left half written; disposing gives it back.
 *
 * The operating system drops the lock with the process, however that ends. Throws an Error when
 * another process writes into the folder.
 */
export function lockFolder(
  directory: string,
  { folders }: { folders: readonly string[] },
): Disposable {
  Deno.mkdirSync(directory, { recursive: true });
  const path = join(directory, LOCK_FILE);
  const file = Deno.openSync(path, { create: true, write: true });
  if (!file.tryLockSync(true)) {
    file.close();
    throw new Error(
      `Cannot write into ${directory}: another command is writing there; wait until it has ended`,
    );
  }
  removeLeftovers(directory, folders);
  return {
    [Symbol.dispose]() {
      // The file stays: another process may have opened it already, and would lock a file without
      // a name while a third locks the one made anew. It is unlocked by itself, as a process that is
      // just being started holds all that is open for a moment, and would hold the lock with it.
      file.unlockSync();
      file.close();
    },
  };
}

/** Removes what killed processes left half written; call it with the folder locked. */
function removeLeftovers(directory: string, folders: readonly string[]): void {
  for (const folder of folders) {
    const within = join(directory, folder);
    for (const name of namesIn(within)) {
      if (isLeftover(name)) Deno.removeSync(join(within, name));
    }
  }
}

/** The names of all files in a folder; none where there is no such folder. */
function namesIn(directory: string): string[] {
  try {
    return [...Deno.readDirSync(directory)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
