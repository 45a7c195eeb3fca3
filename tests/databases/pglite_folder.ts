import { fromFileUrl, join } from "@std/path";
import { openDatabase, parseDatabaseAddress } from "../../src/databases/mod.ts";

/** A folder that PGlite of this version has made, kept between runs of the tests: making one takes long. */
const made = fromFileUrl(new URL("../../build/pglite-0.5.14", import.meta.url));

/** Puts a new database of PGlite into a folder that is not there yet. */
export async function putPglite(path: string): Promise<void> {
  if (!await isThere(made)) {
    const own = await Deno.makeTempDir({ dir: join(made, ".."), prefix: "pglite-" });
    const fresh = join(own, "made");
    const database = await openDatabase(parseDatabaseAddress(`pglite:${fresh}`), { isNew: true });
    await database[Symbol.asyncDispose]();
    // Another process may have been faster.
    await Deno.rename(fresh, made).catch(() => {});
    await Deno.remove(own, { recursive: true });
  }
  await copyFolder(made, path);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    await (isDirectory ? copyFolder(source, target) : Deno.copyFile(source, target));
  }
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}
