import { naturalOrder } from "./natural_order.ts";
import { walkFolder } from "./walk_folder.ts";

/** A folder, sorted: what fits, what does not, and the folders in it, in natural order. */
export interface FolderTree {
  readonly name: string;
  /** Its path from the folder at the top, with slashes; empty for that one. */
  readonly path: string;
  /** Paths from the folder at the top. */
  readonly files: readonly string[];
  /** Files whose names do not fit. */
  readonly others: readonly string[];
  readonly dead: readonly string[];
  readonly circles: readonly string[];
  readonly folders: readonly FolderTree[];
  /** The number of files that fit, here and in all folders within. */
  readonly count: number;
}

/**
 * Reads all that is in a folder, by whether the names of files fit; hidden files are passed over, links
 * are followed. Throws as `walkFolder` does.
 */
export async function readFolderTree(
  directory: string,
  fits: (name: string) => boolean,
): Promise<FolderTree> {
  const top = newFolder("", "");
  const byPath = new Map([["", top]]);
  for await (
    const entry of walkFolder(directory, { followLinks: true, skipHidden: true })
  ) {
    const slash = entry.path.lastIndexOf("/");
    const around = byPath.get(slash < 0 ? "" : entry.path.slice(0, slash)) ?? top;
    if (entry.isFolder) {
      const folder = newFolder(entry.name, entry.path);
      byPath.set(entry.path, folder);
      around.folders.push(folder);
    } else if (entry.fault === "dead") around.dead.push(entry.path);
    else if (entry.fault === "circle") around.circles.push(entry.path);
    else (fits(entry.name) ? around.files : around.others).push(entry.path);
  }
  return sorted(top);
}

/** All folders of a tree, the folder itself first. */
export function foldersOf(tree: FolderTree): FolderTree[] {
  return [tree, ...tree.folders.flatMap(foldersOf)];
}

interface GrowingFolder {
  readonly name: string;
  readonly path: string;
  readonly files: string[];
  readonly others: string[];
  readonly dead: string[];
  readonly circles: string[];
  readonly folders: GrowingFolder[];
}

function newFolder(name: string, path: string): GrowingFolder {
  return { name, path, files: [], others: [], dead: [], circles: [], folders: [] };
}

function sorted(folder: GrowingFolder): FolderTree {
  const folders = folder.folders.map(sorted).sort((a, b) => naturalOrder(a.name, b.name));
  return {
    ...folder,
    files: folder.files.sort(naturalOrder),
    others: folder.others.sort(naturalOrder),
    folders,
    count: folders.reduce((sum, { count }) => sum + count, folder.files.length),
  };
}
