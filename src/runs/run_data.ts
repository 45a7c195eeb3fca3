import { basename, join } from "@std/path";
import { parsePreprocessor } from "../core/preprocessor.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import type { Plan } from "../model/mod.ts";
import type { FinishedRun } from "./open_run.ts";
import { RUN_FILES } from "./run_folder.ts";
import { readRecipeData, readSplitData, type SplitData } from "./split_data.ts";

/** The data of a run, cut as for its training. */
export async function readRunData(run: FinishedRun): Promise<SplitData> {
  const { directory, config, model: { plan } } = run;
  const data = await readSplitData(config.recipe, await readVocabulary(run));
  checkFit({ directory, plan }, data.test, config.data.name);
  return data;
}

/**
 * Other examples for the model of a run: the chosen part of a data set, or all of one that does not
 * come in two parts.
 *
 * Throws a RangeError, one sentence, for examples of another shape, and for a model that depends on
 * classes for examples without labels or of classes that it does not know.
 */
export async function readOtherExamples(
  run: FinishedRun,
  name: string,
  { split }: { split: "train" | "test" },
): Promise<Examples> {
  const { directory, config, model: { plan } } = run;
  const { train, test } = await readRecipeData(name, config.recipe, await readVocabulary(run));
  const examples = split === "test" && test ? test : train;
  checkFit({ directory, plan }, examples, name);
  return examples;
}

/** Examples for the model of a run, and the name of the data that they are of. */
export interface NamedExamples {
  readonly name: string;
  readonly examples: Examples;
}

/**
 * Reads the chosen part of other data where `data` names some, or else takes it from the run's own, which
 * are read unless they are at hand. Throws as `readOtherExamples`.
 */
export async function readExamples(
  run: FinishedRun,
  { data, split, own }: { data: string | undefined; split: "train" | "test"; own?: SplitData },
): Promise<NamedExamples> {
  if (data !== undefined) {
    return { name: data, examples: await readOtherExamples(run, data, { split }) };
  }
  return { name: run.config.data.name, examples: (own ?? await readRunData(run))[split] };
}

/** The words that a model of texts counts, as an option of the readers. */
async function readVocabulary(
  { directory }: FinishedRun,
): Promise<{ vocabulary?: readonly string[] }> {
  const path = join(directory, RUN_FILES.preprocessor);
  const { vocabulary } = parsePreprocessor(await Deno.readTextFile(path), path);
  return vocabulary ? { vocabulary } : {};
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
