import { join, relative } from "@std/path";
import { readdir, realpath } from "node:fs/promises";
import { systemFaultOf } from "../../host/system_fault.ts";
import { type FileFacts, statIfThere } from "./stat_if_there.ts";

/** A file or a folder within another. */
export interface FolderEntry {
  readonly name: string;
  /** Its path from the folder that is walked, with slashes. */
  readonly path: string;
  readonly isFolder: boolean;
  /** 1 for what lies in the folder itself, 2 for what lies in a folder of it, and so on. */
  readonly depth: number;
  /** Present of a followed link that leads nowhere, or back into a folder around it. */
  readonly fault?: "dead" | "circle";
}

/** The choices of a walk. */
export interface WalkOptions {
  /** The depth to which folders are entered: all the way unless given. */
  readonly depth?: number;
  /** True to take a link for what it leads to; unless given, links are files. */
  readonly followLinks?: boolean;
  /** True to pass over what is hidden, with all that is in it. */
  readonly skipHidden?: boolean;
}

/** Names of what systems hide, or leave behind unseen beside people's files. */
const HIDDEN = /^(?:\..*|__MACOSX|@eaDir|thumbs\.db|desktop\.ini)$/i;

/**
 * Everything in a folder and, so deep, in those within it, in alphabetical order, a folder before what
 * lies in it.
 *
 * Links are followed where that is asked for; one that leads nowhere, or back to a folder that it lies
 * in, is an entry with a fault. Throws the system's Error where there is no such folder.
 */
export async function* walkFolder(
  directory: string,
  { depth = Infinity, followLinks = false, skipHidden = false }: WalkOptions = {},
): AsyncGenerator<FolderEntry> {
  yield* walk("", 1, []);

  async function* walk(
    way: string,
    level: number,
    around: readonly string[],
  ): AsyncGenerator<FolderEntry> {
    const here = join(directory, way);
    const entries = await readdir(here, { withFileTypes: true });
    const chain = followLinks ? [...around, await realpath(here)] : [];
    for (const entry of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
      if (skipHidden && HIDDEN.test(entry.name)) continue;
      const path = way + entry.name;
      const led = entry.isSymbolicLink() && followLinks
        ? await followLink(join(directory, path), chain)
        : { isFolder: entry.isDirectory() };
      yield { name: entry.name, path, depth: level, ...led };
      if (led.isFolder && level < depth) yield* walk(`${path}/`, level + 1, chain);
    }
  }
}

async function followLink(
  link: string,
  around: readonly string[],
): Promise<Pick<FolderEntry, "isFolder" | "fault">> {
  let info: FileFacts | undefined;
  try {
    info = await statIfThere(link);
  } catch (error) {
    if (systemFaultOf(error) !== "circle") throw error;
    return { isFolder: false, fault: "circle" };
  }
  if (info === undefined) return { isFolder: false, fault: "dead" };
  if (!info.isDirectory) return { isFolder: false };
  const target = await realpath(link);
  // A folder around the one that is walked would lead back into it by itself.
  const leadsBack = around.some((folder) => !relative(target, folder).startsWith(".."));
  return leadsBack ? { isFolder: false, fault: "circle" } : { isFolder: true };
}
