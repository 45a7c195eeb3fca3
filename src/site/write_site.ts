import { basename, dirname, join } from "@std/path";
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

/** A kind of export into a folder of its own. */
export interface ExportKind {
  /** Its name in errors, with its article. */
  readonly what: string;
  /** The file that lists the others: by it a later export of the kind knows what is its own. */
  readonly list: string;
}

/** A static site. */
const A_SITE: ExportKind = { what: "the site", list: SITE_LIST };

/**
 * Writes a site, or another export, into a folder, whole or not at all: it is written beside the folder, and takes its
 * name by a rename. An earlier site there is replaced as a whole; what a killed export left beside the
 * folder is put back or removed first.
 *
 * Throws an Error of one sentence where the folder holds what no export wrote there, and where it
 * cannot be written; the folder is then as it was.
 */
export async function writeSite(
  site: Site,
  directory: string,
  { what, list }: ExportKind = A_SITE,
): Promise<WrittenSite> {
  const target = await realPath(directory);
  await clearLeftovers(target);
  const before = await checkTarget(target, { directory, what, list });
  const beside = (end: Leftover) =>
    join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.${end}`);
  const temporary = beside("tmp"), old = beside("old");
  let written: WrittenSite;
  try {
    await Deno.mkdir(dirname(target), { recursive: true });
    written = await writeFiles(site, temporary, list);
    if (before === "nothing") await Deno.rename(temporary, target);
    else await exchange({ target, temporary, old });
  } catch (error) {
    await Deno.remove(temporary, { recursive: true }).catch(() => {});
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write ${what} into ${directory}: ${why}`, { cause: error });
  }
  // The new site is there either way, and the next export removes what is left.
  await Deno.remove(old, { recursive: true }).catch(() => {});
  return written;
}

async function writeFiles(site: Site, folder: string, list: string): Promise<WrittenSite> {
  await Deno.mkdir(folder);
  let bytes = 0;
  const write = async (path: string, content: Uint8Array | ReadableStream<Uint8Array>) => {
    const to = join(folder, path);
    await Deno.mkdir(dirname(to), { recursive: true });
    await Deno.writeFile(to, content);
    bytes += (await Deno.stat(to)).size;
  };
  const text = new TextEncoder();
  for (const [path, entry] of site) {
    await write(
      path,
      "text" in entry
        ? text.encode(entry.text)
        : "bytes" in entry
        ? entry.bytes
        : (await Deno.open(entry.file)).readable,
    );
  }
  const listed = { madeBy: "isthmus", files: [...site.keys()].sort() };
  await write(list, text.encode(JSON.stringify(listed, null, 2) + "\n"));
  return { files: [...site.keys(), list].sort(), bytes };
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
}

/** The kinds of folders that a killed export leaves: a new site half written, an earlier one moved away. */
type Leftover = "tmp" | "old";

/** Removes what killed exports left beside a folder; an earlier site that has no successor goes back. */
async function clearLeftovers(target: string): Promise<void> {
  for (const path of await leftoversOf(target, "old")) {
    if (await statIfThere(target)) await Deno.remove(path, { recursive: true });
    else await Deno.rename(path, target);
  }
  for (const path of await leftoversOf(target, "tmp")) await Deno.remove(path, { recursive: true });
}

async function leftoversOf(target: string, end: Leftover): Promise<string[]> {
  const within = dirname(target), start = `.${basename(target)}.`;
  let names: string[];
  try {
    names = (await Array.fromAsync(Deno.readDir(within))).map(({ name }) => name);
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
    return await Deno.realPath(directory);
  } catch (error) {
    if (isMissing(error)) return directory;
    throw error;
  }
}

/** Says whether something is to be replaced; throws an Error where that is not an earlier site alone. */
async function checkTarget(
  target: string,
  { directory, what, list }: ExportKind & { readonly directory: string },
): Promise<"nothing" | "a folder"> {
  const refuse = (why: string): never => {
    throw new Error(`Cannot write ${what} into ${directory}: ${why}; choose another --out`);
  };
  const there = await statIfThere(target);
  if (!there) return "nothing";
  if (!there.isDirectory) return refuse("it is a file");
  const found = await filesIn(target);
  if (found.length === 0) return "a folder";
  const written = await readSiteList(target, list);
  const aKind = what.replace(/^the (?=[aeiou])/, "an ").replace(/^the /, "a ");
  if (!written) {
    return refuse(`it is not empty, and no earlier export of ${aKind}`);
  }
  const foreign = found.find((path) => path !== list && !written.includes(path));
  return foreign === undefined
    ? "a folder"
    : refuse(`it holds ${foreign}, which no export put there`);
}

/** The paths of all files that lie in a folder and those within it, with slashes. */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await Array.fromAsync(walkFolder(directory));
  return entries.filter(({ isFolder }) => !isFolder).map(({ path }) => path);
}
