import { basename, dirname, join } from "@std/path";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { mkdir, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { systemReasonOf } from "../io/files/system_reason.ts";
import { isMissing } from "../io/files/is_missing.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import { walkFolder } from "../io/files/walk_folder.ts";
import { readSiteList } from "./read_site.ts";
import { type Site, SITE_LIST } from "./site.ts";

/** A site as it was written. */
export interface WrittenSite {
  /** The paths of its files, in alphabetical order. */
  readonly files: readonly string[];
  /** The size of all of them. */
  readonly bytes: number;
}

/** The kind of what is written. */
export interface SiteKind {
  /** Its name in errors. */
  readonly what: string;
  /** The file that lists the others: a folder of another kind has none of this name. */
  readonly list: string;
}

/**
 * Writes a site into a folder, whole or not at all: it is written beside the folder, and takes its
 * name by a rename. An earlier site there is replaced as a whole; what a killed export left beside the
 * folder is put back or removed first. A folder of another `kind` is written in the same way.
 *
 * Throws an Error of one sentence where the folder holds what no export of the kind wrote there, and
 * where it cannot be written; the folder is then as it was.
 */
export async function writeSite(
  site: Site,
  directory: string,
  kind: SiteKind = { what: "site", list: SITE_LIST },
): Promise<WrittenSite> {
  const target = await realPath(directory);
  await clearLeftovers(target);
  const before = await checkTarget(target, { directory, kind });
  const beside = (end: Leftover) =>
    join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.${end}`);
  const temporary = beside("tmp"), old = beside("old");
  let written: WrittenSite;
  try {
    await mkdir(dirname(target), { recursive: true });
    written = await writeFiles(site, temporary, kind);
    if (before === "nothing") await rename(temporary, target);
    else await exchange({ target, temporary, old });
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
    const why = systemReasonOf(error);
    throw new Error(`Cannot write the ${kind.what} into ${directory}: ${why}`, { cause: error });
  }
  // The new site is there either way, and the next export removes what is left.
  await rm(old, { recursive: true, force: true }).catch(() => {});
  return written;
}

async function writeFiles(
  site: Site,
  folder: string,
  { list }: SiteKind,
): Promise<WrittenSite> {
  await mkdir(folder);
  let bytes = 0;
  const write = async (path: string, content: Uint8Array | { readonly file: string }) => {
    const to = join(folder, path);
    await mkdir(dirname(to), { recursive: true });
    await ("file" in content
      ? pipeline(createReadStream(content.file), createWriteStream(to))
      : writeFile(to, content));
    bytes += (await stat(to)).size;
  };
  const text = new TextEncoder();
  for (const [path, entry] of site) {
    await write(
      path,
      "text" in entry ? text.encode(entry.text) : "bytes" in entry ? entry.bytes : entry,
    );
  }
  const written = { madeBy: "isthmus", files: [...site.keys()].sort() };
  await write(list, text.encode(JSON.stringify(written, null, 2) + "\n"));
  return { files: [...site.keys(), list].sort(), bytes };
}

/** Puts the new folder in the place of the old one, and the old one back where that fails. */
async function exchange(
  { target, temporary, old }: { target: string; temporary: string; old: string },
): Promise<void> {
  await rename(target, old);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rename(old, target);
    throw error;
  }
}

/** The kinds of folders that a killed export leaves: a new site half written, an earlier one moved away. */
type Leftover = "tmp" | "old";

/** Removes what killed exports left beside a folder; an earlier site that has no successor goes back. */
async function clearLeftovers(target: string): Promise<void> {
  for (const path of await leftoversOf(target, "old")) {
    if (await statIfThere(target)) await rm(path, { recursive: true });
    else await rename(path, target);
  }
  for (const path of await leftoversOf(target, "tmp")) await rm(path, { recursive: true });
}

async function leftoversOf(target: string, end: Leftover): Promise<string[]> {
  const within = dirname(target), start = `.${basename(target)}.`;
  let names: string[];
  try {
    names = await readdir(within);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return names
    .filter((name) => name.startsWith(start) && UNIQUE[end].test(name.slice(start.length)))
    .map((name) => join(within, name));
}

/** The rest of the names of leftovers, behind that of the folder. */
const UNIQUE: Readonly<Record<Leftover, RegExp>> = {
  tmp: /^[0-9a-f-]{36}\.tmp$/,
  old: /^[0-9a-f-]{36}\.old$/,
};

/** The real place of a folder: a link to it stays, and what it leads to is replaced. */
async function realPath(directory: string): Promise<string> {
  try {
    return await realpath(directory);
  } catch (error) {
    if (isMissing(error)) return directory;
    throw error;
  }
}

/** Says whether something is to be replaced; throws an Error where that is not an earlier site alone. */
async function checkTarget(
  target: string,
  { directory, kind: { what, list } }: { directory: string; kind: SiteKind },
): Promise<"nothing" | "a folder"> {
  const refuse = (why: string): never => {
    throw new Error(`Cannot write the ${what} into ${directory}: ${why}; choose another --out`);
  };
  const there = await statIfThere(target);
  if (!there) return "nothing";
  if (!there.isDirectory) return refuse("it is a file");
  const found = await filesIn(target);
  if (found.length === 0) return "a folder";
  const written = await readSiteList(target, list);
  if (!written) return refuse(`it is not empty, and no earlier export of a ${what}`);
  const foreign = found.find((path) => path !== list && !written.includes(path));
  return foreign === undefined
    ? "a folder"
    : refuse(`it holds ${foreign}, which no export put there`);
}

/** The paths of all files that lie in a folder and those within it, with slashes. */
async function filesIn(directory: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { path, isFolder } of walkFolder(directory)) if (!isFolder) files.push(path);
  return files;
}
