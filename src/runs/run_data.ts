import { basename } from "@std/path";
import { formatShape, sameShape } from "../core/shape.ts";
import { type DataSet, type Examples, tableColumns } from "../data/mod.ts";
import type { Plan } from "../model/mod.ts";
import { conformData } from "./conform_data.ts";
import { dataFingerprint } from "./data_fingerprint.ts";
import { locateData } from "./locate_data.ts";
import type { FinishedRun } from "./open_run.ts";
import { prepareExamples, type RunPreprocessor } from "../preprocessing/mod.ts";
import { onFilled, prepareData } from "./preparation.ts";
import { readPreprocessor } from "./preprocessor_file.ts";
import { readRecipeData, type RecipeDataOptions, type SplitData, splitData } from "./split_data.ts";
import { findParts } from "./split_file.ts";

/**
 * The data of a run, cut as for its training. Of data that changed since then, the examples that the run
 * trained on and those that it held out, found by their values; that is a remark.
 *
 * Throws a RangeError, one sentence, where not all that it held out are there: what it was trained on must
 * never be measured as if it were new.
 */
export async function readRunData(
  run: FinishedRun,
  { isNumbered = false, isQuoted = false }: Pick<RecipeDataOptions, "isNumbered" | "isQuoted"> = {},
): Promise<SplitData> {
  const { directory, config: { recipe, data: { sha256 } }, model: { plan } } = run;
  const preprocessor = await readPreprocessor(directory);
  const read = (wanted: typeof recipe) =>
    readConformed(run, { recipe: wanted, preprocessor, isNumbered, isQuoted });
  let dataSet = await read(recipe);
  let data: SplitData;
  if (await dataFingerprint(dataSet) === sha256) {
    data = splitData(dataSet, recipe);
  } else {
    const { count, ...all } = recipe.data;
    if (count !== undefined) dataSet = await read({ ...recipe, data: all });
    data = await heldOutData(run, dataSet);
  }
  checkFit({ directory, plan }, data.test, recipe.data.name);
  return prepareData(data, preprocessor, recipe);
}

/** The parts of a run in data that are not those of its training any more. */
async function heldOutData(
  { directory, config: { recipe: { data: { name } } } }: FinishedRun,
  dataSet: DataSet,
): Promise<SplitData> {
  const refuse = (why: string): never => {
    throw new RangeError(
      `Cannot use ${
        basename(name)
      } with ${directory}: it changed since the training, and ${why}; ` +
        `put back the data of the training, or name other examples with --data`,
    );
  };
  const parts = await findParts(directory, dataSet) ??
    refuse("the run does not say which examples it held out");
  const { found: { train, validation, test }, counts, others } = parts;
  const gone = counts.test - (test?.count ?? 0);
  if (!test || gone > 0) {
    return refuse(
      `${gone} of the ${counts.test} examples that the run held out ${
        gone === 1 ? "is" : "are"
      } missing`,
    );
  }
  if (!train) return refuse("none of the examples that the run was trained on are in it");
  const lost = counts.train - train.count;
  const remarks = [
    ...dataSet.remarks ?? [],
    `${
      basename(name)
    } changed since the training: measured are the ${test.count} examples that the ` +
    `run held out${
      others > 0 ? `; ${others} new ${others === 1 ? "one is" : "ones are"} left alone` : ""
    }` +
    `${
      lost > 0
        ? `; ${lost} of the ${counts.train} training examples ${lost === 1 ? "is" : "are"} gone`
        : ""
    }.`,
  ];
  const { classes, columns, encodings, words } = dataSet;
  return {
    train,
    ...(validation && { validation }),
    test,
    ...(classes && { classes }),
    ...(columns && { columns }),
    ...(encodings && { encodings }),
    ...(words && { words }),
    numbers: train.values instanceof Uint8Array ? "bytes" : "floats",
    remarks,
  };
}

/** The data of a run, as `readRunData` reads them: once, when they are first asked for. */
export function runDataOnce(
  run: FinishedRun,
  options: Pick<RecipeDataOptions, "isNumbered" | "isQuoted"> = {},
): () => Promise<SplitData> {
  let data: Promise<SplitData> | undefined;
  return () => data ??= readRunData(run, options);
}

/** Examples for the model of a run, the name of the data that they are of, and what is to be said of them. */
export interface NamedExamples {
  readonly name: string;
  readonly examples: Examples;
  /** The names of the classes that labels index, where they have names. */
  readonly classes?: readonly string[];
  readonly remarks: readonly string[];
}

/** The choices of reading other examples. */
export interface OtherExamplesOptions {
  readonly split: "train" | "test";
  /**
   * True to allow classes that the model was not trained on, by the names that the data have for them; of
   * a model that does not depend on classes.
   */
  readonly newClasses?: boolean;
  /** True to name examples without names by their number in the data, from 1. */
  readonly isNumbered?: boolean;
  /** True to hand out the first line with words of each text. */
  readonly isQuoted?: boolean;
}

/**
 * Other examples for the model of a run: the chosen part of a data set, or all of one that does not come
 * in two parts. Where the run was trained on some of them, that is a remark.
 *
 * Throws a RangeError, one sentence, for examples of another shape, of columns or classes by other names,
 * and for a model that depends on classes for examples without labels.
 */
export async function readOtherExamples(
  run: FinishedRun,
  name: string,
  { split, newClasses = false, isNumbered = false, isQuoted = false }: OtherExamplesOptions,
): Promise<NamedExamples> {
  const { directory, config: { recipe }, model: { plan } } = run;
  const preprocessor = await readPreprocessor(directory);
  const { remarks = [], ...data } = await readConformed(run, {
    recipe,
    name,
    preprocessor,
    newClasses: newClasses && plan.classes === undefined,
    isNumbered,
    isQuoted,
  });
  const chosen = split === "test" && data.test ? data.test : data.train;
  checkFit({ directory, plan }, chosen, name);
  const examples = prepareExamples(chosen, preprocessor);
  const seen = (await findParts(directory, { name, train: chosen }))?.found.train?.count ?? 0;
  const known = seen === 0 || split === "train"
    ? []
    : [`The run was trained on ${seen} of the ${chosen.count} examples of ${basename(name)}.`];
  const { classes } = data;
  const filled = onFilled([chosen], { ...preprocessor, kind: recipe.data.missing });
  return {
    name,
    examples,
    ...(classes && { classes }),
    remarks: [...remarks, ...filled, ...known],
  };
}

/**
 * Reads the chosen part of other data where `data` names some, or else takes it from the run's own, which
 * are read if need be. Throws as `readOtherExamples` and `readRunData`.
 */
export async function readExamples(
  run: FinishedRun,
  { data, own, ...options }: OtherExamplesOptions & {
    data: string | undefined;
    own?: () => Promise<SplitData>;
  },
): Promise<NamedExamples> {
  if (data !== undefined) return await readOtherExamples(run, data, options);
  const { [options.split]: examples, classes, remarks } =
    await (own ?? runDataOnce(run, options))();
  return { name: run.config.data.name, examples, ...(classes && { classes }), remarks };
}

/** A data set as the model of a run names its words, its columns and its classes. */
async function readConformed(
  { directory, config }: FinishedRun,
  {
    recipe,
    name,
    preprocessor: { words, columns, encodings = [] },
    newClasses = false,
    isNumbered = false,
    isQuoted = false,
  }: {
    recipe: FinishedRun["config"]["recipe"];
    name?: string;
    preprocessor: RunPreprocessor;
    newClasses?: boolean;
    isNumbered?: boolean;
    isQuoted?: boolean;
  },
): Promise<DataSet> {
  const located = name === undefined ? await locateData(recipe, config.data.path) : recipe;
  const data = await readRecipeData(located, {
    ...(name !== undefined && { name }),
    ...(words && { words }),
    encodings,
    ...(columns && { names: tableColumns(columns, encodings).map(({ name }) => name) }),
    isNumbered,
    isQuoted,
  });
  return conformData(data, { classes: config.data.classes, columns, encodings }, {
    directory,
    name: name ?? recipe.data.name,
    newClasses,
  });
}

/** Throws a RangeError, one sentence, for examples that the model of a run cannot take. */
export function checkFit(
  { directory, plan: { spec: { inputShape }, classes } }: { directory: string; plan: Plan },
  { shape, labels }: Examples,
  name: string,
): void {
  const refuse = (why: string) => {
    throw new RangeError(`Cannot use ${basename(name)} with ${directory}: ${why}`);
  };
  if (!sameShape(shape, inputShape)) {
    refuse(
      `its examples have shape ${formatShape(shape)}, the model takes ${formatShape(inputShape)}`,
    );
  }
  if (classes === undefined) return;
  if (!labels) {
    return refuse("the model depends on the class of each example, and these have no labels");
  }
  const largest = labels.reduce((most, label) => Math.max(most, label), 0);
  if (largest >= classes) {
    refuse(`it has a class ${largest}, the model knows ${classes} classes from 0 on`);
  }
}
