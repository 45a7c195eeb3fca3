import { createRng, type Rng } from "../../core/rng.ts";
import type { WordCounting } from "../../core/preprocessor/word_counting.ts";
import {
  type ClassChoice,
  type DataSet,
  dataSetOfLines,
  decodeNpy,
  documents,
  type Examples,
  isChosen,
  npyExamples,
  readCsv,
  type ReadingOptions,
  readJsonLines,
  readNpz,
  readParquet,
  restrictClasses,
  strokes,
  takeExamples,
  type TextOptions,
} from "../../data/mod.ts";
import { type DataFormat, findData, type FoundData } from "../find/find_data.ts";
import { knownData } from "../find/known_data.ts";
import { readCifarFiles } from "./read_cifar_files.ts";
import { readFile } from "../files/read_file.ts";
import { readIdxFolder } from "./read_idx_folder.ts";
import { readImageFolder } from "./read_image_folder.ts";
import { readTextFolder } from "./read_text_folder.ts";
import { checkTestShape, type PartNames, partNames } from "./check_test_shape.ts";

/** The choices of reading a data set. */
export interface ReadDataOptions extends ReadingOptions {
  /** Seeds what is drawn: strokes, documents, and the choice of fewer examples than there are. */
  readonly seed: number;
  /** The classes whose examples to read, or those to leave out, by their names; all unless given. */
  readonly classes?: ClassChoice;
  /** The number of training examples of these to draw, or at most to keep of those that a file holds. */
  readonly trainCount?: number;
  /** The same for test examples. */
  readonly testCount?: number;
  /** True to name examples without names by their number in the data, from 1. */
  readonly isNumbered?: boolean;
  /** True to hand out the first line with words of each text. */
  readonly isQuoted?: boolean;
  /** The words to count in texts, of a model that is trained already. */
  readonly words?: WordCounting;
  /** The way that words of the training texts are chosen where none are given. */
  readonly text?: TextOptions | undefined;
  /** Ends the reading of a table or of a folder's files: what is thrown is its reason. */
  readonly signal?: AbortSignal;
}

/** A data set, with the names of the files or arrays that hold its parts. */
type NamedDataSet = DataSet & { readonly names?: PartNames };

type ReadFormat = (
  found: FoundData,
  options: ReadDataOptions,
) => Promise<NamedDataSet> | NamedDataSet;

/** A reader for each format. */
const readers: Readonly<Record<DataFormat, ReadFormat>> = {
  strokes: drawn("strokes", strokes),
  documents: drawn("documents", documents),
  idx: readIdxFolder,
  cifar: readCifarFiles,
  images: readImageFolder,
  texts: readTextFolder,
  npy: async ({ name, path }, options) => {
    const array = decodeNpy(await readFile(path), path);
    const { examples: [train], remarks } = npyExamples([{ array, name: path }], options);
    return { name, train, ...(remarks.length > 0 && { remarks }) };
  },
  npz: async ({ name, path }, { layout }) => ({
    name,
    ...readNpz(await readFile(path), path, { layout }),
  }),
  csv: async ({ name, path }, options) => {
    const { examples, ...rest } = await readCsv(await readFile(path), path, options);
    return { name, train: examples, ...rest };
  },
  parquet: async ({ name, path }, options) => {
    const { examples, ...rest } = await readParquet(await readFile(path), path, options);
    return { name, train: examples, ...rest };
  },
  jsonl: async ({ name, path }, options) =>
    dataSetOfLines(readJsonLines(await readFile(path), path), { ...options, name }),
};

/**
 * Reads the data set of this name or path; one seed gives one data set.
 *
 * Throws a RangeError for a count that is not a positive whole number and for test examples of another
 * shape than the training examples, as `findData` and `restrictClasses` do, and as the reader of the
 * format does: an error names the file.
 *
 * @example
 * ```ts
 * import { readData } from "isthmus";
 *
 * const { train, classes } = await readData("strokes", { seed: 0, trainCount: 30, testCount: 10 });
 * assertEquals([train.shape, train.count, classes?.length], [[28, 28, 1], 30, 10]);
 * ```
 */
export async function readData(nameOrPath: string, options: ReadDataOptions): Promise<DataSet> {
  const { seed, classes, trainCount, testCount, isNumbered } = options;
  for (const count of [trainCount, testCount]) {
    if (count !== undefined && !(Number.isSafeInteger(count) && count > 0)) {
      throw new RangeError(`Cannot read ${count} examples of ${nameOrPath}: expected 1 or more`);
    }
  }
  const found = await findData(nameOrPath);
  const { names, ...read } = await readers[found.format](found, options);
  checkTestShape(read, names ?? partNames(nameOrPath));
  const all = isNumbered ? numbered(read) : read;
  const data = classes ? restrictClasses(all, classes) : all;
  const rng = createRng(seed);
  return {
    ...data,
    train: keep(data.train, trainCount, rng.fork("keep-train")),
    ...(data.test && { test: keep(data.test, testCount, rng.fork("keep-test")) }),
  };
}

/** The same data, each example of a part named by its number from 1 where it has no name. */
function numbered({ train, test, ...others }: DataSet): DataSet {
  const number = (examples: Examples): Examples => ({
    ids: Array.from({ length: examples.count }, (_, i) => String(i + 1)),
    ...examples,
  });
  return { ...others, train: number(train), ...(test && { test: number(test) }) };
}

/** At most so many examples, drawn without replacement, in the order of the file. */
function keep(examples: Examples, count = Infinity, rng: Rng): Examples {
  if (count >= examples.count) return examples;
  return takeExamples(examples, rng.permutation(examples.count).subarray(0, count).sort());
}

/**
 * Reads a named data set that the toolkit draws; where some classes are chosen, so much of it that as many
 * examples as are counted are of these: a round of images, one for each class, holds each class once.
 */
function drawn(
  known: "strokes" | "documents",
  draw: (count: number, rng: Rng) => Examples,
): ReadFormat {
  const usual = knownData[known];
  return ({ name, classes }, { seed, classes: choice, trainCount, testCount }) => {
    const rng = createRng(seed);
    const chosen = choice && classes?.filter((each) => isChosen(choice, each)).length;
    const holding = (count: number) =>
      classes && chosen ? Math.ceil(count / chosen) * classes.length : count;
    return {
      name,
      train: draw(trainCount ? holding(trainCount) : usual.trainCount, rng.fork("train")),
      test: draw(testCount ? holding(testCount) : usual.testCount, rng.fork("test")),
      ...(classes && { classes }),
    };
  };
}
