import { readFile as readFileText, stat } from "node:fs/promises";
import { dirname, join } from "@std/path";
import { type CifarExamples, concatExamples, type DataSet, readCifar } from "../../data/mod.ts";
import type { FoundData } from "../find/find_data.ts";
import { CIFAR_BATCH } from "../find/folder_format.ts";
import { knownData } from "../find/known_data.ts";
import { walkFolder } from "../files/walk_folder.ts";
import { readFile } from "../files/read_file.ts";
import { statIfThere } from "../files/stat_if_there.ts";

/** The list of classes that lies beside the files of CIFAR-100. */
const FINE_NAMES = "fine_label_names.txt";
const FINE_CLASSES = 100;

/**
 * Reads one CIFAR binary, or a folder of them: those with `test` in their name are the test examples,
 * all others, in alphabetical order, the training examples. The labels of CIFAR-100 are the fine ones.
 *
 * Throws a TypeError when a folder has no training file or files of both, and as `readCifar` does.
 */
export async function readCifarFiles({ name, path }: FoundData): Promise<DataSet> {
  if (!(await stat(path)).isDirectory()) {
    const { examples, title } = await read(path);
    return { name, train: examples, ...await described(title, dirname(path), path) };
  }
  const names: string[] = [];
  for await (const { name } of walkFolder(path, { depth: 1 })) {
    if (CIFAR_BATCH.test(name)) names.push(name);
  }
  const [train, test] = [false, true].map((isTest) =>
    names.filter((file) => /test/i.test(file) === isTest).map((file) => join(path, file))
  );
  if (train.length === 0) {
    throw new TypeError(
      `Cannot train on ${path}: all its .bin files have "test" in their names, expected a training file`,
    );
  }
  const parts: CifarExamples[] = [];
  for (const file of [...train, ...test]) parts.push(await read(file));
  const other = parts.findIndex(({ title }) => title !== parts[0].title);
  if (other >= 0) {
    throw new TypeError(
      `Cannot train on ${path}: ${train[0]} is of ${parts[0].title}, ${
        [...train, ...test][other]
      } of ${parts[other].title}, keep one of them there`,
    );
  }
  const joined = (these: readonly CifarExamples[]) =>
    these.length === 1 ? these[0].examples : concatExamples(these.map(({ examples }) => examples));
  return {
    name,
    train: joined(parts.slice(0, train.length)),
    ...(test.length > 0 && { test: joined(parts.slice(train.length)) }),
    ...await described(parts[0].title, path, path),
  };
}

/** The names of the classes, and for CIFAR-100 a sentence on which of its labels they are. */
async function described(
  title: CifarExamples["title"],
  folder: string,
  path: string,
): Promise<Pick<DataSet, "classes" | "remarks">> {
  if (title === "CIFAR-10") {
    const { classes } = knownData.cifar10;
    return { ...(classes && { classes }) };
  }
  const list = join(folder, FINE_NAMES);
  const lines = await statIfThere(list) === undefined
    ? []
    : (await readFileText(list, "utf8")).split("\n").map((line) => line.trim())
      .filter((line) => line !== "");
  return {
    ...(lines.length === FINE_CLASSES && { classes: lines }),
    remarks: [`${path} is of CIFAR-100: its fine labels are read, its coarse ones left out`],
  };
}

async function read(path: string): Promise<CifarExamples> {
  return readCifar(await readFile(path), path);
}
