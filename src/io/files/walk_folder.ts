import { join } from "@std/path";
import { statIfThere } from "./stat_if_there.ts";

/** A file or a folder within another. */
export interface FolderEntry {
  readonly name: string;
  /** Its path from the folder that is walked, with slashes. */
  readonly path: string;
  readonly isFolder: boolean;
  /** 1 for what lies in the folder itself, 2 for what lies in a folder of it, and so on. */
  readonly depth: number;
}

/** The choices of a walk. */
export interface WalkOptions {
  /** The depth to which folders are entered: all the way unless given. */
  readonly depth?: number;
  /** True to take a link for what it leads to; unless given, links are files. */
  readonly followLinks?: boolean;
}

/**
 * Everything in a folder and, so deep, in those within it, in alphabetical order, a folder before what
 * lies in it.
 *
 * Throws what `Deno.readDir` does, NotFound, or NotADirectory for a file, and a TypeError for a link to
 * follow that leads nowhere.
 */
export async function* walkFolder(
  directory: string,
  { depth = Infinity, followLinks = false }: WalkOptions = {},
): AsyncGenerator<FolderEntry> {
  yield* walk("", 1);

  async function* walk(way: string, level: number): AsyncGenerator<FolderEntry> {
    const entries = await Array.fromAsync(Deno.readDir(join(directory, way)));
    for (const entry of entries.sort((a, b) => a.name < b.name ? -1 : 1)) {
      const path = way + entry.name;
      const isFolder = entry.isSymlink && followLinks
        ? await leadsToFolder(join(directory, path))
        : entry.isDirectory;
      yield { name: entry.name, path, isFolder, depth: level };
      if (isFolder && level < depth) yield* walk(`${path}/`, level + 1);
    }
  }
}

async function leadsToFolder(link: string): Promise<boolean> {
  const info = await statIfThere(link);
  if (info === undefined) throw new TypeError(`Cannot read ${link}: it is a link to nothing`);
  return info.isDirectory;
}
