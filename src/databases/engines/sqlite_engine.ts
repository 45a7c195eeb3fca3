import { isGranted } from "../../host/is_granted.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { readStart } from "../../io/files/read_start.ts";
import { statIfThere } from "../../io/files/stat_if_there.ts";
import type { DatabaseAddress } from "../address.ts";
import type { SqlEngine } from "./sql_engine.ts";

/** The first bytes of every file of SQLite. */
const MAGIC = "SQLite format 3\0";

/** The bytes of a file that are read as memory. */
const MAPPED = 2 ** 31 - 2 ** 16;

/** The milliseconds for which a command waits for another that writes. */
const PATIENCE = 15_000;

/**
 * Opens a file of SQLite with sqlite-vec, made where `isNew` allows it. Throws an Error, one sentence, for a
 * file that is another, where there is none, and where native libraries may not be loaded.
 */
export async function openSqlite(
  { name, path }: Extract<DatabaseAddress, { type: "sqlite" }>,
  { isNew }: { readonly isNew: boolean },
): Promise<SqlEngine> {
  const found = await statIfThere(path);
  if (!found && !isNew) throw new Error(`Cannot search ${name}: there is no file`);
  if (found && (!found.isFile || found.size > 0 && !await isSqlite(path))) {
    throw new Error(`Cannot use ${name}: it is no file of SQLite`);
  }
  if (!await isGranted({ name: "ffi" })) {
    throw new Error(
      `Cannot open ${name}: sqlite-vec is a native library, which needs --allow-ffi`,
    );
  }
  if (!found) await makeFolderOf(path);
  const [{ DatabaseSync }, { getLoadablePath }] = await Promise.all([
    import("node:sqlite"),
    import("sqlite-vec"),
  ]);
  const said = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Cannot use ${name}: ${why.split("\n")[0]}`, { cause: error });
    }
  };
  const db = said(() => new DatabaseSync(path, { allowExtension: true, readOnly: !isNew }));
  said(() => {
    db.loadExtension(getLoadablePath());
    db.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
    // A search reads all codes, most of which its own small cache would not hold.
    db.exec(`PRAGMA mmap_size = ${MAPPED}`);
    // sqlite-vec has no inner product.
    db.function("inner_product", { deterministic: true }, innerProduct);
  });
  return {
    query: (sql, values = []) =>
      Promise.resolve().then(() =>
        said(() =>
          db.prepare(sql).all(Object.fromEntries(values.map((value, i) => [`$${i + 1}`, value])))
        )
      ),
    [Symbol.asyncDispose]() {
      db.close();
      return Promise.resolve();
    },
  };
}

async function isSqlite(path: string): Promise<boolean> {
  return new TextDecoder().decode((await readStart(path)).subarray(0, MAGIC.length)) === MAGIC;
}

/** The inner product of two codes of 32-bit floats, as SQLite hands them over. */
function innerProduct(a: unknown, b: unknown): number {
  const [x, y] = [a, b].map((bytes) => new Float32Array((bytes as Uint8Array).slice().buffer));
  return x.reduce((sum, value, i) => sum + value * y[i], 0);
}
