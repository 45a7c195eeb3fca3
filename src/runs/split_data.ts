import { createRng, type Rng } from "../core/rng.ts";
import { binarize, type DataSet, type Examples, splitExamples } from "../data/mod.ts";
import { readData, type ReadDataOptions } from "../io/read/read_data.ts";
import type { Recipe } from "../recipes/mod.ts";
import { dataFingerprint } from "./data_fingerprint.ts";

/** A data set cut for a training. */
export interface SplitData {
  readonly train: Examples;
  readonly validation?: Examples;
  readonly test: Examples;
  readonly classes?: readonly string[];
  readonly vocabulary?: readonly string[];
}

/**
 * Reads the data that a recipe names and cuts it as the recipe says. Texts are counted by the
 * vocabulary of a trained model where one is given; a signal ends the reading.
 *
 * Throws a RangeError, one sentence, where `data.validation` or `data.test` leaves nothing.
 */
export async function readSplitData(
  recipe: Recipe,
  { vocabulary, signal }: Pick<ReadDataOptions, "vocabulary" | "signal"> = {},
): Promise<SplitData & { sha256: string }> {
  const { data: { name, validation, test, count }, seed } = recipe;
  const dataSet = await readRecipeData(name, recipe, {
    ...(count !== undefined && { trainCount: count }),
    ...(vocabulary && { vocabulary }),
    ...(signal && { signal }),
  });
  const rng = createRng(seed);
  const [seen, tested] = dataSet.test
    ? [dataSet.train, dataSet.test]
    : holdOut(dataSet.train, test, { field: "data.test", rng: rng.fork("test") });
  const [train, held] = validation === 0
    ? [seen]
    : holdOut(seen, validation, { field: "data.validation", rng: rng.fork("validation") });
  return {
    train,
    ...(held && { validation: held }),
    test: tested,
    ...(dataSet.classes && { classes: dataSet.classes }),
    ...(dataSet.vocabulary && { vocabulary: dataSet.vocabulary }),
    sha256: await dataFingerprint(dataSet),
  };
}

/** Reads data as a recipe wants its values, be it the recipe's own or other data. */
export async function readRecipeData(
  name: string,
  { data, seed }: Recipe,
  options: Omit<ReadDataOptions, "seed">,
): Promise<DataSet> {
  const { header, labelColumn, columns, missing, layout, image } = data;
  const reading = { header, labelColumn, columns, missing, layout, image };
  const dataSet = await readData(name, { seed, ...reading, ...options });
  if (data.binarize === undefined) return dataSet;
  const { train, test } = dataSet, rng = createRng(seed).fork("binarize");
  const binary = (examples: Examples, part: "train" | "test") =>
    binarize(examples, data.binarize === "draw" ? { rng: rng.fork(part) } : {});
  return { ...dataSet, train: binary(train, "train"), ...(test && { test: binary(test, "test") }) };
}

function holdOut(
  examples: Examples,
  heldOut: number,
  { field, rng }: { field: string; rng: Rng },
): [Examples, Examples] {
  try {
    return splitExamples(examples, heldOut, { rng });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`${error.message}; set ${field}`, { cause: error });
  }
}
