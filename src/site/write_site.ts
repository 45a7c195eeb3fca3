import { basename, dirname, join } from "@std/path";
import { walkFolder } from "../io/files/walk_folder.ts";
import { readSiteList } from "./read_site.ts";
import { type Site, SITE_LIST } from "./site.ts";

/**
 * Writes a site into a folder, whole or not at all: it is written beside the folder, and takes its
 * name by a rename. An earlier site there is replaced as a whole.
 *
 * Throws an Error of one sentence where the folder holds what no export wrote there, and where it
 * cannot be written; the folder is then as it was.
 */
export async function writeSite(site: Site, directory: string): Promise<void> {
  const target = await realPath(directory);
  const before = await checkTarget(target, directory);
  const beside = (end: string) =>
    join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.${end}`);
  const temporary = beside("tmp");
  try {
    await Deno.mkdir(dirname(target), { recursive: true });
    await writeFiles(site, temporary);
    if (before === "nothing") await Deno.rename(temporary, target);
    else await exchange({ target, temporary, old: beside("old") });
  } catch (error) {
    await Deno.remove(temporary, { recursive: true }).catch(() => {});
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write the site into ${directory}: ${why}`, { cause: error });
  }
}

async function writeFiles(site: Site, folder: string): Promise<void> {
  await Deno.mkdir(folder);
  for (const [path, entry] of site) {
    const to = join(folder, path);
    await Deno.mkdir(dirname(to), { recursive: true });
    if ("text" in entry) await Deno.writeTextFile(to, entry.text);
    else await Deno.writeFile(to, (await Deno.open(entry.file)).readable);
  }
  const list = { madeBy: "isthmus", files: [...site.keys()].sort() };
  await Deno.writeTextFile(join(folder, SITE_LIST), JSON.stringify(list, null, 2) + "\n");
}

/** Puts the new folder in the place of the old one, and the old one back where that fails. */
async function exchange(
  { target, temporary, old }: { target: string; temporary: string; old: string },
): Promise<void> {
  await Deno.rename(target, old);
  try {
    await Deno.rename(temporary, target);
  } catch (error) {
    await Deno.rename(old, target);
    throw error;
  }
  await Deno.remove(old, { recursive: true });
}

/** The real place of a folder: a link to it stays, and what it leads to is replaced. */
async function realPath(directory: string): Promise<string> {
  try {
    return await Deno.realPath(directory);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return directory;
    throw error;
  }
}

/** Says whether something is to be replaced; throws an Error where that is not an earlier site alone. */
async function checkTarget(target: string, directory: string): Promise<"nothing" | "a folder"> {
  const refuse = (why: string): never => {
    throw new Error(`Cannot write the site into ${directory}: ${why}; choose another --out`);
  };
  let found: string[];
  try {
    found = await filesIn(target);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "nothing";
    if (error instanceof Deno.errors.NotADirectory) return refuse("it is a file");
    throw error;
  }
  if (found.length === 0) return "a folder";
  const written = await readSiteList(target);
  if (!written) return refuse("it is not empty, and no earlier export of a site");
  const foreign = found.find((path) => path !== SITE_LIST && !written.includes(path));
  return foreign === undefined
    ? "a folder"
    : refuse(`it holds ${foreign}, which no export put there`);
}

/** The paths of all files that lie in a folder and those within it, with slashes. */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await Array.fromAsync(walkFolder(directory));
  return entries.filter(({ isFolder }) => !isFolder).map(({ path }) => path);
}
