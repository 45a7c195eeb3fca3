import { countMissing, fillMissing, fitFill, fitScaling } from "../data/mod.ts";
import { type Preparation, prepareExamples } from "../preprocessing/mod.ts";
import type { Recipe } from "../recipes/mod.ts";
import type { SplitData } from "./split_data.ts";

/**
 * Fits what a recipe asks for on training examples. Throws a TypeError, one sentence, where it has no
 * meaning for the data, and as `fitFill` and `fitScaling` do.
 */
export function fitPreparation(
  { train, vocabulary, columns }: SplitData,
  { data: { scale, binarize, ...data } }: Recipe,
): Preparation {
  const { missing } = data, scales = scale !== undefined && scale !== "none";
  const kind = missing === "mean" || missing === "median" ? missing : undefined;
  if ((scales || kind) && (vocabulary || binarize)) {
    throw new TypeError(
      `Cannot prepare ${
        vocabulary ? "the words of texts" : "values that data.binarize makes 0 or 1"
      } ` +
        `so: set ${scales ? "data.scale=none" : "data.missing=drop"}`,
    );
  }
  const fill = kind && countMissing(train) > 0 ? fitFill(train, kind, columns) : undefined;
  const filled = fill ? fillMissing(train, fill) : train;
  return {
    ...(kind && { fill: fill ?? fitFill(train, kind, columns) }),
    ...(scales && { scaling: fitScaling(filled, scale) }),
  };
}

/** The same data as a model takes them; how many values were missing is a remark. */
export function prepareData(data: SplitData, preparation: Preparation): SplitData {
  const { train, validation, test, remarks } = data;
  const missing = [train, validation, test].reduce(
    (sum, examples) => sum + (examples ? countMissing(examples) : 0),
    0,
  );
  const { fill } = preparation;
  return {
    ...data,
    train: prepareExamples(train, preparation),
    ...(validation && { validation: prepareExamples(validation, preparation) }),
    test: prepareExamples(test, preparation),
    preparation,
    remarks: fill && missing > 0
      ? [...remarks, `${missing} empty ${missing === 1 ? "cell is" : "cells are"} filled.`]
      : remarks,
  };
}
