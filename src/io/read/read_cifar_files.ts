import { join } from "@std/path";
import { concatExamples, type DataSet, type Examples, readCifar } from "../../data/mod.ts";
import type { FoundData } from "../find/find_data.ts";
import { CIFAR_BATCH } from "../find/folder_format.ts";
import { knownData } from "../find/known_data.ts";
import { walkFolder } from "../files/walk_folder.ts";
import { readFile } from "../files/read_file.ts";

/**
 * Reads one CIFAR-10 binary, or a folder of them: those with `test` in their name are the test
 * examples, all others, in alphabetical order, the training examples.
 *
 * Throws a TypeError when a folder has no training file, and as `readCifar` does.
 */
export async function readCifarFiles({ name, path }: FoundData): Promise<DataSet> {
  const { classes } = knownData.cifar10;
  const described = { name, ...(classes && { classes }) };
  if (!(await Deno.stat(path)).isDirectory) return { ...described, train: await read(path) };
  const names = (await Array.fromAsync(walkFolder(path, { depth: 1 }))).map(({ name }) => name)
    .filter((file) => CIFAR_BATCH.test(file));
  const [train, test] = [false, true].map((isTest) =>
    names.filter((file) => /test/i.test(file) === isTest).map((file) => join(path, file))
  );
  if (train.length === 0) {
    throw new TypeError(
      `Cannot train on ${path}: all its .bin files have "test" in their names, expected a training file`,
    );
  }
  return {
    ...described,
    train: await readAll(train),
    ...(test.length > 0 && { test: await readAll(test) }),
  };
}

async function readAll(paths: readonly string[]): Promise<Examples> {
  const parts: Examples[] = [];
  for (const path of paths) parts.push(await read(path));
  return parts.length === 1 ? parts[0] : concatExamples(parts);
}

async function read(path: string): Promise<Examples> {
  return readCifar(await readFile(path), path);
}
