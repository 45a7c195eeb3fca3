import { walkFolder } from "../files/walk_folder.ts";

/** Names of IDX files of images, as MNIST and its mirrors spell them. */
export const IDX_IMAGES = /^(?:(train|t10k|test)[-._])?images[-.]idx3-ubyte(?:\.gz)?$/;
/** Names of files in the CIFAR-10 binary layout. */
export const CIFAR_BATCH = /^[^.].*\.bin(?:\.gz)?$/i;
/** Names of image files. */
export const IMAGE = /^[^.].*\.(?:png|jpe?g)$/i;
/** Names of text files: `.txt`, or no extension, as the messages of 20 newsgroups. */
export const TEXT = /^[^.]+(?:\.txt)?$/i;

/** The depth to which a folder is searched: split / class / file. */
const DEPTH = 3;

/**
 * The format of a folder's files, by the names of the files in it and in its subfolders.
 *
 * Images win over texts, since a licence or a list often lies beside them. Throws a TypeError when
 * the folder holds none of the known kinds.
 */
export async function folderFormat(
  directory: string,
): Promise<"idx" | "cifar" | "images" | "texts"> {
  for (const [format, pattern] of [["idx", IDX_IMAGES], ["cifar", CIFAR_BATCH]] as const) {
    if (await holds(directory, pattern, 1)) return format;
  }
  for (const [format, pattern] of [["images", IMAGE], ["texts", TEXT]] as const) {
    if (await holds(directory, pattern, DEPTH)) return format;
  }
  throw new TypeError(
    `Cannot read the folder ${directory} as data: expected IDX files, CIFAR-10 .bin files, .png or .jpg images, or .txt files in it`,
  );
}

async function holds(directory: string, pattern: RegExp, depth: number): Promise<boolean> {
  for await (const { name, isFolder } of walkFolder(directory, { depth, followLinks: true })) {
    if (!isFolder && pattern.test(name)) return true;
  }
  return false;
}
