import { stat } from "node:fs/promises";
import { basename, dirname, join } from "@std/path";
import { type DataSet, npyExamples, readIdxImages, type ReadingOptions } from "../../data/mod.ts";
import type { FoundData } from "../find/find_data.ts";
import { type IdxName, parseIdxName } from "../find/idx_name.ts";
import { walkFolder } from "../files/walk_folder.ts";
import { readFile } from "../files/read_file.ts";
import { readIdxLabelsOf } from "./read_idx_labels.ts";
import type { PartNames } from "./check_test_shape.ts";

/**
 * Reads IDX files: of a folder, `train-images…` (or plain `images…`), and `t10k-images…` or
 * `test-images…` where there are test examples; or the one that is named, with the test images beside
 * it where its name says `train`. Labels lie beside under the same prefix, or not at all.
 *
 * Throws a TypeError when there are no training images and when the folder holds several sets, and as
 * the readers of the files do.
 */
export async function readIdxFolder(
  { name, path, classes: known }: FoundData,
  options: ReadingOptions,
): Promise<DataSet & { names: PartNames }> {
  const isFolder = (await stat(path)).isDirectory();
  const folder = isFolder ? path : dirname(path);
  const names = await idxNames(folder);
  const { train, test } = isFolder ? partsOf(names, path) : partsBeside(names, basename(path));
  const read = [train, ...(test ? [test] : [])];
  const array = async ({ file }: Part) => {
    const name = join(folder, file);
    return { array: readIdxImages(await readFile(name), name), name };
  };
  const arrays = [];
  for (const part of read) arrays.push(await array(part));
  const { examples, remarks } = npyExamples(arrays, options);
  const pathOf = (part: Part) => {
    const found = labelsOf(part, names);
    return found && join(folder, found.file);
  };
  const { parts: [trainPart, testPart], classes, remarks: onLabels } = await readIdxLabelsOf(
    examples.map((examples, at) => ({ examples, labels: pathOf(read[at]) })),
    { classes: known, mapping: await mappingOf(train, folder) },
  );
  remarks.push(...onLabels);
  remarks.push(...remarksOn(read, names, { folder, isFolder }));
  return {
    name,
    train: trainPart,
    ...(test && { test: testPart }),
    ...(classes && { classes }),
    ...(remarks.length > 0 && { remarks }),
    names: { train: arrays[0].name, ...(test && { test: arrays[1].name }) },
  };
}

/** Images to read: a name taken apart, or one that says nothing. */
type Part = Pick<IdxName, "file"> & Partial<IdxName>;

/** The IDX files of a folder, each once: beside its compressed twin, the other. */
async function idxNames(folder: string): Promise<IdxName[]> {
  const names: IdxName[] = [];
  for await (const { name, isFolder } of walkFolder(folder, { depth: 1 })) {
    const parsed = isFolder ? undefined : parseIdxName(name);
    if (parsed !== undefined) names.push(parsed);
  }
  const files = new Set(names.map(({ file }) => file));
  return names.filter(({ file }) => !(file.endsWith(".gz") && files.has(file.slice(0, -3))));
}

/** The images of the one set in a folder. */
function partsOf(names: readonly IdxName[], path: string): { train: Part; test?: Part } {
  const images = names.filter(({ content, isRead }) => content === "images" && isRead);
  const sets = [...new Set(images.map(({ set }) => set))];
  if (sets.length > 1) {
    const all = sets.map((set) => set || "one without a name").join(", ");
    const example = images.find(({ split }) => split !== "test") ?? images[0];
    throw new TypeError(
      `Cannot choose between the sets of IDX files in ${path}: it holds ${all}; name the images to ` +
        `train on, such as ${join(path, example.file)}`,
    );
  }
  const train = images.find(({ split }) => split === "train") ??
    images.find(({ split }) => split === undefined);
  if (train === undefined) {
    throw new TypeError(
      `Cannot train on ${path}: it has no train-images-idx3-ubyte, with or without .gz`,
    );
  }
  return withTest(train, images);
}

/** The images of one file, and its set's test images where it is the set's training images. */
function partsBeside(names: readonly IdxName[], file: string): { train: Part; test?: Part } {
  const named = parseIdxName(file);
  if (named?.split !== "train") return { train: named ?? { file } };
  return withTest(named, names);
}

function withTest(train: IdxName, names: readonly IdxName[]): { train: Part; test?: Part } {
  const test = names.find(({ set, split, content, isRead }) =>
    set === train.set && split === "test" && content === "images" && isRead
  );
  return { train, ...(test && { test }) };
}

function labelsOf(images: Part, names: readonly IdxName[]): IdxName | undefined {
  return names.find(({ set, split, content, isRead }) =>
    content === "labels" && isRead && set === images.set && split === images.split
  );
}

/** The path of the file that names the classes of a set, such as `emnist-letters-mapping.txt`. */
async function mappingOf({ set }: Part, folder: string): Promise<string | undefined> {
  if (!set) return undefined;
  for await (const { name, isFolder } of walkFolder(folder, { depth: 1 })) {
    if (!isFolder && name.toLowerCase() === `${set}-mapping.txt`) return join(folder, name);
  }
  return undefined;
}

function remarksOn(
  read: readonly Part[],
  names: readonly IdxName[],
  { folder, isFolder }: { folder: string; isFolder: boolean },
): string[] {
  const remarks: string[] = [];
  const [train, test] = read;
  if (!isFolder && test !== undefined) {
    remarks.push(`${join(folder, test.file)} beside it is read as its test examples`);
  }
  if (train.file.toLowerCase().startsWith("emnist")) {
    remarks.push(
      `${join(folder, train.file)} holds its images transposed, as EMNIST does: they are read as ` +
        "they are",
    );
  }
  const used = read.flatMap((part) => [part.file, labelsOf(part, names)?.file]);
  const others = names.filter(({ file, set }) => !used.includes(file) && set === train.set);
  if (isFolder && others.length > 0) {
    remarks.push(
      `${folder}: ${others.map(({ file }) => file).join(", ")} ${
        others.length === 1 ? "is" : "are"
      } left out`,
    );
  }
  return remarks;
}
