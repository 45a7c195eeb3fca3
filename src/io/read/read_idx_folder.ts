import { join } from "@std/path";
import {
  type DataSet,
  type Examples,
  readIdxImages,
  readIdxLabels,
  withLabels,
} from "../../data/mod.ts";
import type { FoundData } from "../find/find_data.ts";
import { IDX_IMAGES } from "../find/folder_format.ts";
import { walkFolder } from "../files/walk_folder.ts";
import { readFile } from "../files/read_file.ts";

/**
 * Reads a folder of IDX files: `train-images…` (or plain `images…`), and `t10k-images…` or
 * `test-images…` where there are test examples; labels lie beside under the same prefix, or not at all.
 *
 * Throws a TypeError when there are no training images, and as the readers of the files do.
 */
export async function readIdxFolder({ name, path, classes }: FoundData): Promise<DataSet> {
  const names = (await Array.fromAsync(walkFolder(path, { depth: 1 }))).map(({ name }) => name);
  const images = (prefixes: readonly (string | undefined)[]) =>
    names.find((file) => {
      const match = IDX_IMAGES.exec(file);
      return match !== null && prefixes.includes(match[1]);
    });
  const trainName = images(["train"]) ?? images([undefined]);
  if (trainName === undefined) {
    throw new TypeError(
      `Cannot train on ${path}: it has no train-images-idx3-ubyte, with or without .gz`,
    );
  }
  const read = async (file: string): Promise<Examples> => {
    const examples = readIdxImages(await readFile(join(path, file)), join(path, file));
    const wanted = file.replace("images", "labels").replace("idx3", "idx1").replace(/\.gz$/, "");
    const labelsName = names.find((other) => other === wanted || other === `${wanted}.gz`);
    if (labelsName === undefined) return examples;
    const labelsPath = join(path, labelsName);
    return withLabels(examples, readIdxLabels(await readFile(labelsPath), labelsPath), {
      name: labelsPath,
      ...(classes && { classCount: classes.length }),
    });
  };
  const testName = images(["t10k", "test"]);
  return {
    name,
    train: await read(trainName),
    ...(testName && { test: await read(testName) }),
    ...(classes && { classes }),
  };
}
