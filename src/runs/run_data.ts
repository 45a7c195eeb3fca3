import { basename, join } from "@std/path";
import { parsePreprocessor } from "../core/preprocessor.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import type { Examples } from "../data/mod.ts";
import { readData } from "../io/read_data.ts";
import type { FinishedRun } from "./open_run.ts";
import { RUN_FILES } from "./run_folder.ts";
import { readSplitData, type SplitData } from "./split_data.ts";

/** The data of a run, cut as for its training. */
export async function readRunData(run: FinishedRun): Promise<SplitData> {
  const data = await readSplitData(run.config.recipe, await readVocabulary(run));
  checkShape(run, data.test, run.config.data.name);
  return data;
}

/**
 * Other examples for the model of a run: the chosen part of a data set, or all of one that does not
 * come in two parts.
 *
 * Throws a RangeError, one sentence, for examples of another shape.
 */
export async function readOtherExamples(
  run: FinishedRun,
  name: string,
  { split }: { split: "train" | "test" },
): Promise<Examples> {
  const { seed } = run.config.recipe;
  const { train, test } = await readData(name, { seed, ...await readVocabulary(run) });
  const examples = split === "test" && test ? test : train;
  checkShape(run, examples, name);
  return examples;
}

/** The words that a model of texts counts, as an option of the readers. */
async function readVocabulary(
  { directory }: FinishedRun,
): Promise<{ vocabulary?: readonly string[] }> {
  const path = join(directory, RUN_FILES.preprocessor);
  const { vocabulary } = parsePreprocessor(await Deno.readTextFile(path), path);
  return vocabulary ? { vocabulary } : {};
}

function checkShape({ directory, plan }: FinishedRun, { shape }: Examples, name: string): void {
  if (sameShape(shape, plan.spec.inputShape)) return;
  throw new RangeError(
    `Cannot use ${basename(name)} with ${directory}: its examples have shape ${
      formatShape(shape)
    }, the model takes ${formatShape(plan.spec.inputShape)}`,
  );
}
