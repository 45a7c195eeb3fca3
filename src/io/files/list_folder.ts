import { join } from "@std/path";
import { walkFolder } from "./walk_folder.ts";

/** A file of a folder of examples, with what the folders around it say. */
export interface ListedFile {
  readonly path: string;
  readonly split: "train" | "test";
  /** The class, the name of the subfolder; undefined where files lie side by side. */
  readonly label?: string;
}

const SPLIT = /^(?:.*-)?(train|test|val|valid|validation)$/i;

/**
 * The files of a folder whose names fit a pattern, in alphabetical order.
 *
 * Subfolders are classes. Where all subfolders are called `train`, `test` or `val` (or end in
 * `-train`, …) they are splits, with files or classes in them; a `val` split is passed over.
 * Throws a TypeError where files and class folders lie side by side, and where nothing is found.
 */
export async function listFolder(directory: string, pattern: RegExp): Promise<ListedFile[]> {
  const { folders } = await list(directory, pattern);
  const splits = folders.map((folder) => SPLIT.exec(folder)?.[1].toLowerCase());
  const files: ListedFile[] = [];
  if (splits.includes("train") && !splits.includes(undefined)) {
    for (const [i, split] of splits.entries()) {
      if (split !== "train" && split !== "test") continue;
      files.push(...await listClasses(join(directory, folders[i]), pattern, split));
    }
  } else {
    files.push(...await listClasses(directory, pattern, "train"));
  }
  if (!files.some(({ split }) => split === "train")) {
    throw new TypeError(`Cannot train on ${directory}: it holds no training files`);
  }
  return files;
}

async function listClasses(
  directory: string,
  pattern: RegExp,
  split: "train" | "test",
): Promise<ListedFile[]> {
  const { folders, files } = await list(directory, pattern);
  const listed: ListedFile[] = files.map((file) => ({ path: join(directory, file), split }));
  for (const label of folders) {
    const inside = await list(join(directory, label), pattern);
    for (const file of inside.files) {
      listed.push({ path: join(directory, label, file), split, label });
    }
  }
  if (files.length > 0 && listed.length > files.length) {
    throw new TypeError(
      `Cannot tell the classes of ${directory}: ${
        files[0]
      } lies beside class folders, move it into one`,
    );
  }
  return listed;
}

async function list(
  directory: string,
  pattern: RegExp,
): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  for await (const { name, isFolder } of walkFolder(directory, { depth: 1, followLinks: true })) {
    if (isFolder && !name.startsWith(".")) folders.push(name);
    else if (!isFolder && pattern.test(name)) files.push(name);
  }
  return { folders, files };
}
