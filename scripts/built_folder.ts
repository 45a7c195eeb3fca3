import { filesIn } from "./sources/files_in.ts";

/** A folder of built files with a stamp of what they were built from. */
export interface BuiltFolder {
  /** The folder's address, with a slash at its end. */
  readonly url: URL;
  /** The names of the files that a build leaves there. */
  readonly files: readonly string[];
}

/** The root of the project. */
export const root = new URL("../", import.meta.url);

/** True when all files are there and were built from what the stamp stands for. */
export async function isUpToDate({ url, files }: BuiltFolder, stamp: string): Promise<boolean> {
  try {
    for (const name of files) await Deno.stat(new URL(name, url));
    return await Deno.readTextFile(new URL("stamp", url)) === stamp;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Writes what was built, the stamp last, so that a build that is cut off counts as none. */
export async function writeBuilt(
  { url }: BuiltFolder,
  { contents, stamp }: { contents: Readonly<Record<string, Uint8Array>>; stamp: string },
): Promise<void> {
  await Deno.mkdir(url, { recursive: true });
  for (const [name, bytes] of Object.entries(contents)) await writeAtomically(name, bytes, url);
  await writeAtomically("stamp", new TextEncoder().encode(stamp), url);
}

/** Renaming is atomic, so a process that builds at the same time never reads half a file. */
async function writeAtomically(name: string, bytes: Uint8Array, folder: URL): Promise<void> {
  const temporary = new URL(`${name}.${crypto.randomUUID()}`, folder);
  await Deno.writeFile(temporary, bytes);
  await Deno.rename(temporary, new URL(name, folder));
}

/** The texts of the TypeScript sources in folders of the project and those within them, by path. */
export async function readSources(folders: readonly string[]): Promise<Map<string, string>> {
  const paths = (await filesIn(...folders)).filter((path) => path.endsWith(".ts"));
  const texts = new Map<string, string>();
  for (const path of paths.sort()) {
    texts.set(path, await Deno.readTextFile(new URL(path, root)));
  }
  return texts;
}
