import { join } from "@std/path";
import { readStart } from "../files/read_start.ts";
import { walkFolder } from "../files/walk_folder.ts";
import { formatOfStart } from "./format_of_start.ts";
import { parseIdxName } from "./idx_name.ts";

/** Names of files in the CIFAR-10 binary layout. */
export const CIFAR_BATCH = /^[^.].*\.bin(?:\.gz)?$/i;
/** Names of image files. */
export const IMAGE = /^[^.].*\.(?:png|jpe?g)$/i;
/** Names of text files: `.txt`, or no extension, as the messages of 20 newsgroups. */
export const TEXT = /^[^.]+(?:\.txt)?$/i;

/** Names of the files of CIFAR-10 and CIFAR-100 for Python. */
const CIFAR_PICKLE = /^(?:data_batch_\d|test_batch|batches\.meta|train|test|meta)$/;

/** The depth to which a folder is searched: split / class / file. */
const DEPTH = 3;

/**
 * The format of a folder's files, by the names of the files in it and in its subfolders.
 *
 * Images win over texts, since a licence or a list often lies beside them. Throws a TypeError when
 * the folder holds none of the known kinds, or pickles of CIFAR.
 */
export async function folderFormat(
  directory: string,
): Promise<"idx" | "cifar" | "images" | "texts"> {
  if (await holds(directory, isIdxImages, 1)) return "idx";
  if (await holds(directory, (name) => CIFAR_BATCH.test(name), 1)) return "cifar";
  if (await holds(directory, (name) => IMAGE.test(name), DEPTH)) return "images";
  await refusePickles(directory);
  if (await holds(directory, (name) => TEXT.test(name), DEPTH)) return "texts";
  throw new TypeError(
    `Cannot read the folder ${directory} as data: expected IDX files, CIFAR .bin files, .png or .jpg images, or .txt files in it`,
  );
}

function isIdxImages(name: string): boolean {
  const parsed = parseIdxName(name);
  return parsed?.content === "images" && parsed.isRead;
}

/** Throws a TypeError for the files of CIFAR for Python, whose names look like those of texts. */
async function refusePickles(directory: string): Promise<void> {
  for await (const { name, isFolder } of walkFolder(directory, { depth: 1, followLinks: true })) {
    if (isFolder || !CIFAR_PICKLE.test(name)) continue;
    if (formatOfStart(await readStart(join(directory, name))) !== "pickle") continue;
    throw new TypeError(
      `Cannot read the folder ${directory} as data: its ${name} is a Python pickle, as of CIFAR for ` +
        "Python; fetch the binary version of CIFAR, whose files end in .bin",
    );
  }
}

async function holds(
  directory: string,
  isWanted: (name: string) => boolean,
  depth: number,
): Promise<boolean> {
  for await (const { name, isFolder } of walkFolder(directory, { depth, followLinks: true })) {
    if (!isFolder && isWanted(name)) return true;
  }
  return false;
}
