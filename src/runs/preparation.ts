import {
  type ColumnEncoding,
  countMissing,
  type Examples,
  fillMissing,
  fitFill,
  fitScaling,
  tableColumns,
  valueGroups,
} from "../data/mod.ts";
import { type Preparation, prepareExamples } from "../preprocessing/mod.ts";
import type { Recipe } from "../recipes/mod.ts";
import type { SplitData } from "./split_data.ts";

/**
 * Fits what a recipe asks for on training examples. Throws a TypeError, one sentence, where it has no
 * meaning for the data, and as `fitFill` and `fitScaling` do.
 */
export function fitPreparation(
  data: Pick<SplitData, "train" | "words" | "columns" | "encodings">,
  { data: { scale, binarize, missing } }: Pick<Recipe, "data">,
): Preparation {
  const { train, words, columns } = data, scales = scale !== undefined && scale !== "none";
  const kind = missing === "mean" || missing === "median" ? missing : undefined;
  if ((scales || kind) && (words || binarize)) {
    throw new TypeError(
      `Cannot prepare ${words ? "the words of texts" : "values that data.binarize makes 0 or 1"} ` +
        `so: set ${scales ? "data.scale=none" : "data.missing=drop"}`,
    );
  }
  const groups = train.shape.length === 1 ? valueGroups(train, data) : [];
  const fill = kind && groups.length > 0
    ? fitFill(train, kind, { ...(columns && { names: columns }), groups })
    : undefined;
  const filled = fill ? fillMissing(train, fill) : train;
  const kept = groups.filter(({ kind }) => kind !== "number");
  return {
    ...(fill && { fill }),
    ...(scales && { scaling: fitScaling(filled, scale, kept) }),
  };
}

/**
 * The same data as a model takes them; how many cells were empty is a remark, and what they are filled
 * with, by the recipe's `data.missing`.
 */
export function prepareData(
  data: SplitData,
  preparation: Preparation,
  { data: { missing: kind } }: Recipe,
): SplitData {
  const { train, validation, test, remarks } = data;
  const parts = [train, ...(validation ? [validation] : []), test];
  return {
    ...data,
    train: prepareExamples(train, preparation),
    ...(validation && { validation: prepareExamples(validation, preparation) }),
    test: prepareExamples(test, preparation),
    preparation,
    remarks: [...remarks, ...onFilled(parts, { ...data, ...preparation, kind })],
  };
}

/** A sentence on the empty cells of examples that are filled; none where there are none. */
export function onFilled(
  parts: readonly Examples[],
  { fill, columns, encodings, kind }: Pick<Preparation, "fill"> & {
    readonly columns?: readonly string[];
    readonly encodings?: readonly ColumnEncoding[];
    /** The recipe's `data.missing`. */
    readonly kind: Recipe["data"]["missing"];
  },
): string[] {
  if (!fill) return [];
  const names = columns ?? fill.map((_, at) => `${at}`);
  const cells = tableColumns(names, encodings);
  const missing = parts.reduce((sum, examples) => sum + countMissing(examples, cells), 0);
  if (missing === 0) return [];
  return [
    `${missing} empty ${missing === 1 ? "cell is" : "cells are"} filled with the ${kind} of the ` +
    `training rows in the column.`,
  ];
}
