import { join } from "@std/path";
import { countOf, firstNames } from "./count_files.ts";
import { foldersOf, type FolderTree, readFolderTree } from "./folder_tree.ts";
import { areSplits, splitFolders } from "./split_folders.ts";

/** A file of a folder of examples, with what the folders around it say. */
export interface ListedFile {
  readonly path: string;
  /** Its path within the folder, with slashes. */
  readonly id: string;
  readonly split: "train" | "test";
  /** The class, the name of the subfolder; undefined where files lie side by side. */
  readonly label?: string;
}

/** The files of a folder of examples, and what is to be said of the others. */
export interface ListedFolder {
  readonly files: readonly ListedFile[];
  /** The files that do not fit, by their paths within the folder; hidden ones are none. */
  readonly others: readonly string[];
  /** Sentences on what is left out, and on what is taken for something else. */
  readonly remarks: readonly string[];
}

/** The files that are looked for. */
export interface Wanted {
  /** True for the names of files that fit. */
  readonly fits: (name: string) => boolean;
  /** The word for such a file: "picture". */
  readonly one: string;
}

/** The files of a part of a folder. */
interface Listed {
  readonly files: readonly ListedFile[];
  readonly remarks: readonly string[];
}

/**
 * The files of a folder whose names fit, in natural order: img2 before img10.
 *
 * Subfolders are classes, and what lies deeper is of the class of the first. Where the subfolders are
 * called `train`, `test`, `val` or alike they are splits, with files or classes in them. One folder
 * around several is read in its place. Whatever is left out is in the remarks, with its count, or in
 * `others`; hidden files are passed over. Throws a TypeError where files and class folders lie side by
 * side, where only one split has classes, where splits lie in classes, and where nothing is found.
 */
export async function listFolder(directory: string, wanted: Wanted): Promise<ListedFolder> {
  const top = await readFolderTree(directory, wanted.fits);
  const context = { directory, one: wanted.one };
  const remarks: string[] = [];
  let tree = top;
  let parts = splitFolders(tree, context);
  for (let inner = innerFolder(tree); !parts && inner; inner = innerFolder(tree)) {
    tree = inner;
    parts = splitFolders(tree, context);
  }
  if (tree !== top) {
    remarks.push(
      `All its ${wanted.one}s lie in its folder ${tree.path}, which is read in its place`,
    );
  }
  const splits = parts ? [...parts.train, ...parts.test] : [tree];
  // Of a split the folder around its classes is read too, where all splits have one.
  const inner = splits.map(innerFolder);
  const read = splits.map((split, i) => inner.every(Boolean) && inner[i] || split);
  const listed = read.map((folder, i) =>
    listClasses(folder, parts?.test.includes(splits[i]) ? "test" : "train", context)
  );
  const files = listed.flatMap((part) => part.files);
  // Files beside the folders that were gone through are left out.
  const beside = foldersOf(top).filter((folder) => read.some((inner) => isAround(folder, inner)));
  const seen = [...beside, ...read.flatMap(foldersOf)];
  const dead = seen.flatMap((folder) => folder.dead);
  if (files.length === 0) {
    throw new TypeError(
      `Cannot train on ${directory}: it holds no ${wanted.one}s${
        dead.length > 0 ? `, and its link ${join(directory, dead[0])} leads nowhere` : ""
      }`,
    );
  }
  refuseHalfLabelled(files, context);
  return {
    files,
    others: seen.flatMap((folder) => folder.others),
    remarks: [
      ...remarks,
      ...parts?.remarks ?? [],
      ...listed.flatMap((part) => part.remarks),
      ...unseenClasses(files, wanted.one),
      ...leftOut(beside.flatMap((folder) => folder.files), {
        one: wanted.one,
        why: "beside the folders that are read",
      }),
      ...leftOut(emptyFolders([...beside, ...read]), {
        one: "folder",
        why: `with no ${wanted.one}s`,
      }),
      ...leftOut(dead, { one: "link", why: "to nothing" }),
      ...leftOut(seen.flatMap((folder) => folder.circles), {
        one: "link",
        why: "back to a folder around it",
      }),
    ],
  };
}

/** The one folder that several lie in, however deep; undefined where there is none. */
function innerFolder(tree: FolderTree): FolderTree | undefined {
  let inner = tree;
  while (inner.files.length === 0) {
    const held = inner.folders.filter(({ count }) => count > 0);
    if (held.length !== 1) return inner === tree ? undefined : inner;
    [inner] = held;
  }
  return undefined;
}

function isAround({ path }: FolderTree, inner: FolderTree): boolean {
  return path === "" ? inner.path !== "" : inner.path.startsWith(`${path}/`);
}

/** The files of one split, in classes where it has folders. */
function listClasses(
  folder: FolderTree,
  split: "train" | "test",
  { directory, one }: { directory: string; one: string },
): Listed {
  const place = join(directory, folder.path);
  const classes = folder.folders.filter(({ count }) => count > 0);
  if (folder.files.length > 0 && classes.length > 0) {
    throw new TypeError(
      `Cannot tell the classes of ${place}: ${
        folder.files[0].split("/").at(-1)
      } lies beside class folders, move it into one`,
    );
  }
  const parted = classes.find(({ folders }) => areSplits(folders.map(({ name }) => name)));
  if (parted !== undefined) {
    throw new TypeError(
      `Cannot tell the splits of ${place}: its folder ${parted.name} has training and test folders of its own, read ${
        join(directory, parted.path)
      } alone or put the classes into the splits`,
    );
  }
  const listed = (id: string) => ({ path: join(directory, id), id, split });
  const deep = classes.flatMap(({ folders }) => folders.flatMap(foldersOf))
    .flatMap(({ files }) => files);
  return {
    files: [
      ...folder.files.map(listed),
      ...classes.flatMap((label) =>
        foldersOf(label).flatMap(({ files }) =>
          files.map((file) => ({ ...listed(file), label: label.name }))
        )
      ),
    ],
    remarks: deep.length === 0 ? [] : [
      `${countOf(deep.length, one)} in folders within class folders (${firstNames(deep)}) ${
        deep.length === 1 ? "is" : "are"
      } of the class of the first folder`,
    ],
  };
}

/** Throws where one split has classes and the other has none. */
function refuseHalfLabelled(
  files: readonly ListedFile[],
  { directory, one }: { directory: string; one: string },
): void {
  if (new Set(files.map(({ label }) => label === undefined)).size > 1) {
    throw new TypeError(
      `Cannot label the ${one}s of ${directory}: only one of its splits has classes`,
    );
  }
}

/** A sentence on classes of the test that nothing to train on is of. */
function unseenClasses(files: readonly ListedFile[], one: string): string[] {
  const labels = (wanted: "train" | "test") =>
    new Set(files.flatMap(({ split, label }) => split === wanted ? label ?? [] : []));
  const seen = labels("train");
  const unseen = [...labels("test")].filter((label) => !seen.has(label));
  if (unseen.length === 0) return [];
  return [
    `No training ${one} is of the test ${unseen.length === 1 ? "class" : "classes"} ${
      firstNames(unseen)
    }`,
  ];
}

/** Folders that lie in these and hold nothing that fits. */
function emptyFolders(folders: readonly FolderTree[]): string[] {
  return folders.flatMap(({ folders: inner }) => inner).filter(({ count }) => count === 0)
    .map(({ path }) => path);
}

function leftOut(
  paths: readonly string[],
  { one, why }: { one: string; why: string },
): string[] {
  if (paths.length === 0) return [];
  return [`Left out: ${countOf(paths.length, one)} ${why} (${firstNames(paths)})`];
}
