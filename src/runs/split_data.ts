import { createRng, type Rng } from "../core/rng.ts";
import type { WordCounting } from "../core/preprocessor/word_counting.ts";
import {
  binarize,
  type ColumnEncoding,
  type DataSet,
  type Examples,
  heldValues,
  splitExamples,
} from "../data/mod.ts";
import { readData, type ReadDataOptions } from "../io/read/read_data.ts";
import type { Preparation } from "../preprocessing/mod.ts";
import type { Recipe } from "../recipes/mod.ts";

/** A data set cut for a training. */
export interface SplitData {
  readonly train: Examples;
  readonly validation?: Examples;
  readonly test: Examples;
  readonly classes?: readonly string[];
  readonly columns?: readonly string[];
  readonly encodings?: readonly ColumnEncoding[];
  readonly words?: WordCounting;
  /** The numbers by which the examples were made of those in the files, where they were. */
  readonly preparation?: Preparation;
  /** The numbers in the files. */
  readonly numbers: "bytes" | "floats";
  /** Sentences on all that had to be guessed, left out or changed. */
  readonly remarks: readonly string[];
}

/** The choices of reading the data of a recipe. */
export interface RecipeDataOptions extends Omit<ReadDataOptions, "seed"> {
  /** Other data than the recipe's own. */
  readonly name?: string;
}

/**
 * Reads data as a recipe wants their values, be they the recipe's own, in as many training examples and of
 * the classes that it asks for, or other data, all of them.
 *
 * Throws as `readData` does.
 */
export async function readRecipeData(
  { data, seed }: Pick<Recipe, "data" | "seed">,
  { name, ...options }: RecipeDataOptions = {},
): Promise<DataSet> {
  const { count, classes, header, labelColumn, columns, layout, image } = data;
  const { maxCategories, missingIndicator, text } = data;
  const missing = data.missing === "mean" || data.missing === "median" ? "keep" : data.missing;
  const dataSet = await readData(name ?? data.name, {
    seed,
    ...(name === undefined && {
      ...(count !== undefined && { trainCount: count }),
      ...(classes && { classes }),
    }),
    ...{
      header,
      labelColumn,
      columns,
      missing,
      layout,
      image,
      maxCategories,
      missingIndicator,
      text,
    },
    ...options,
  });
  if (text && !dataSet.words && name === undefined) {
    throw new TypeError(
      `Cannot count words of ${data.name}: it holds no texts, leave data.text out`,
    );
  }
  if (data.binarize === undefined) return dataSet;
  const { train, test } = dataSet, rng = createRng(seed).fork("binarize");
  const binary = (examples: Examples, part: "train" | "test") => {
    if (data.binarize === "threshold") return binarize(examples);
    checkChances(examples, { name: name ?? data.name, isTrained: name !== undefined });
    return binarize(examples, { rng: rng.fork(part) });
  };
  return { ...dataSet, train: binary(train, "train"), ...(test && { test: binary(test, "test") }) };
}

/** Throws a RangeError, one sentence, for values that no chance has. */
function checkChances(
  examples: Examples,
  { name, isTrained }: { name: string; isTrained: boolean },
): void {
  const values = heldValues(examples);
  if (values instanceof Uint8Array) return;
  const outside = values.find((value) => !(value >= 0 && value <= 1));
  if (outside === undefined) return;
  throw new RangeError(
    `Cannot draw 0 or 1 with the values of ${name} as chances: one is ${outside}, expected values in ` +
      `[0, 1]${
        isTrained
          ? ", as those that the model was trained on"
          : "; set data.binarize=null and data.scale=unit"
      }`,
  );
}

/**
 * Cuts a data set as a recipe says. What the recipe holds out fits small data as well, and that is said.
 *
 * Throws a RangeError, one sentence, where too few examples are there to hold any out.
 */
export function splitData(
  { train: all, test, classes, columns, encodings, words, remarks = [] }: DataSet,
  { data, seed }: Recipe,
): SplitData {
  const rng = createRng(seed);
  const testing = test ? undefined : holdOut(all, data.test, {
    field: "data.test",
    rng: rng.fork("test"),
  });
  const seen = testing?.rest ?? all;
  const validating = data.validation === 0 ? undefined : holdOut(seen, data.validation, {
    field: "data.validation",
    rng: rng.fork("validation"),
  });
  return {
    train: validating?.rest ?? seen,
    ...(validating && { validation: validating.held }),
    test: test ?? testing!.held,
    ...(classes && { classes }),
    ...(columns && { columns }),
    ...(encodings && { encodings }),
    ...(words && { words }),
    numbers: all.values instanceof Uint8Array ? "bytes" : "floats",
    remarks: [...remarks, ...testing?.remarks ?? [], ...validating?.remarks ?? []],
  };
}

/** The smallest part that is held out of few examples. */
const SMALL_SHARE = 0.1;

function holdOut(
  examples: Examples,
  wanted: number,
  { field, rng }: { field: string; rng: Rng },
): { rest: Examples; held: Examples; remarks: string[] } {
  const { count } = examples;
  const meant = wanted < 1 ? Math.round(count * wanted) : wanted;
  // A count that was chosen for large data would take most of small ones, a small share none.
  const chosen = wanted >= 1 && meant > count / 2
    ? Math.max(1, Math.round(count * SMALL_SHARE))
    : Math.max(1, meant);
  try {
    const [rest, held] = splitExamples(examples, chosen, { rng });
    const remarks = chosen === meant ? [] : [
      `Of ${count} examples ${chosen}, not ${field}=${wanted}, ${
        chosen === 1 ? "is" : "are"
      } held out.`,
    ];
    return { rest, held, remarks };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${error.message}; set ${field}`, { cause: error });
  }
}
