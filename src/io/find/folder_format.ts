import { join } from "@std/path";
import { formatOfBytes, isPictureName, pictureFormats, unreadFormatOf } from "../../data/mod.ts";
import { firstNames } from "../files/count_files.ts";
import { readStart } from "../files/read_start.ts";
import { walkFolder } from "../files/walk_folder.ts";
import { formatOfStart } from "./format_of_start.ts";
import { parseIdxName } from "./idx_name.ts";

/** Names of files in the CIFAR-10 binary layout. */
export const CIFAR_BATCH = /^[^.].*\.bin(?:\.gz)?$/i;
/** Names of text files: `.txt`, or no extension, as the messages of 20 newsgroups. */
export const TEXT = /^[^.]+(?:\.txt)?$/i;

/** Names of the files of CIFAR-10 and CIFAR-100 for Python. */
const CIFAR_PICKLE = /^(?:data_batch_\d|test_batch|batches\.meta|train|test|meta)$/;

/**
 * The format of a folder's files, by the names of the files in it and in its subfolders.
 *
 * Pictures win over texts, since a licence or a list often lies beside them. Throws a TypeError when
 * the folder holds none of the known kinds, or pickles of CIFAR, where it holds more pictures in
 * formats that are not read than texts, and where what is called as a text begins as a picture.
 */
export async function folderFormat(
  directory: string,
): Promise<"idx" | "cifar" | "images" | "texts"> {
  for await (const { name, isFolder } of walkFolder(directory, { depth: 1, followLinks: true })) {
    if (!isFolder && isIdxImages(name)) return "idx";
  }
  for await (const { name, isFolder } of walkFolder(directory, { depth: 1, followLinks: true })) {
    if (!isFolder && CIFAR_BATCH.test(name)) return "cifar";
  }
  const unread: string[] = [], dead: string[] = [];
  let texts = 0;
  for await (
    const { name, path, isFolder, fault } of walkFolder(directory, {
      followLinks: true,
      skipHidden: true,
    })
  ) {
    if (fault === "dead") dead.push(path);
    if (isFolder || fault) continue;
    if (isPictureName(name)) return "images";
    if (unreadFormatOf(name)) unread.push(path);
    else if (TEXT.test(name)) {
      if (texts === 0) await refusePicture(directory, path);
      texts++;
    }
  }
  await refusePickles(directory);
  if (texts > unread.length) return "texts";
  if (unread.length > 0) {
    throw new TypeError(
      `Cannot read the folder ${directory} as data: its pictures are ${
        unreadFormatOf(unread[0])
      } (${firstNames(unread)}), a format that is not read, save them as PNG`,
    );
  }
  throw new TypeError(
    `Cannot read the folder ${directory} as data: expected IDX files, CIFAR .bin files, pictures (${
      pictureFormats.map(({ name }) => name).join(", ")
    }) or .txt files in it${
      dead.length > 0 ? `, found links to nothing (${firstNames(dead)})` : ""
    }`,
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

/** Throws where the first of the texts begins as a picture does, so that its bytes pass for no words. */
async function refusePicture(directory: string, path: string): Promise<void> {
  const format = formatOfBytes(await readStart(join(directory, path)));
  if (format === undefined) return;
  throw new TypeError(
    `Cannot read the folder ${directory} as data: ${path} is a ${format.name} picture by its first bytes, end such names in .${
      format.endings[0]
    }`,
  );
}
