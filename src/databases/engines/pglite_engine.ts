import { join } from "@std/path";
import { mkdir, readdir, unlink } from "node:fs/promises";
import { LOCK_FILE, lockFolder } from "../../io/files/lock_folder.ts";
import { statIfThere } from "../../io/files/stat_if_there.ts";
import type { DatabaseAddress } from "../address.ts";
import type { SqlEngine } from "./sql_engine.ts";

/**
 * Opens PGlite, PostgreSQL in WebAssembly, on a folder, which is made where `isNew` allows it. Throws an
 * Error, one sentence, for a folder that holds no database and for one that another command has open.
 */
export async function openPglite(
  { name, path }: Extract<DatabaseAddress, { type: "pglite" }>,
  { isNew }: { readonly isNew: boolean },
): Promise<SqlEngine> {
  const isThere = await statIfThere(join(path, "PG_VERSION")) !== undefined;
  if (!isThere && !isNew) throw new Error(`Cannot search ${name}: there is no database`);
  if (!isThere && !await isEmpty(path)) {
    throw new Error(`Cannot use ${name}: the folder is not empty, and holds no database`);
  }
  const [{ PGlite }, { vector }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("@electric-sql/pglite-pgvector"),
  ]);
  const open = async () => {
    const db = new PGlite(path, { extensions: { vector } });
    await db.waitReady;
    return db;
  };
  const failed = (error: unknown): never => {
    throw new Error(
      `Cannot open ${name}: ${
        messageOf(error)
      }; a folder whose making was interrupted is to be removed`,
      { cause: error },
    );
  };
  // A folder with a lock in it is not empty, as one has to be of which a database is made.
  const made = isThere ? undefined : await makeFolder(path, open).catch(failed);
  const lock = takeFolder(path, name), db = made ?? await open().catch(failed);
  return {
    async query(sql, values = []) {
      try {
        return (await db.query<Record<string, unknown>>(sql, [...values])).rows;
      } catch (error) {
        throw new Error(`Cannot use ${name}: ${messageOf(error)}`, { cause: error });
      }
    },
    async [Symbol.asyncDispose]() {
      await db.close();
      lock[Symbol.dispose]();
    },
  };
}

async function makeFolder<Made>(path: string, open: () => Promise<Made>): Promise<Made> {
  await mkdir(path, { recursive: true });
  await unlink(join(path, LOCK_FILE)).catch(() => {});
  return await open();
}

/** Takes the folder, in which PGlite may be once at a time. */
function takeFolder(path: string, name: string): Disposable {
  try {
    return lockFolder(path, { folders: [] });
  } catch (error) {
    throw new Error(
      `Cannot open ${name}: another command has it open, and it takes one at a time`,
      {
        cause: error,
      },
    );
  }
}

/** True for a folder without anything but a lock, and where there is nothing. */
async function isEmpty(path: string): Promise<boolean> {
  const found = await statIfThere(path);
  if (!found) return true;
  if (!found.isDirectory) return false;
  return (await readdir(path)).every((name) => name === LOCK_FILE);
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0];
}
