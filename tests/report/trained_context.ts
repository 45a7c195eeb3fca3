import { join } from "@std/path";
import { pcaOfSameSize } from "../../src/evaluation/pca_of_same_size.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { type ReportContext, reportContext } from "../../src/report/sections/mod.ts";
import { loadRun } from "../../src/runs/load_run.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { trainToEnd } from "../workflows/train_to_end.ts";

/** Trains strokes, or what overrides name, for an epoch into a new folder within one: all that a report of it is made from. */
export async function trainedContext(
  directory: string,
  model: Record<string, unknown>,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<ReportContext> {
  const recipe = readRecipe("strokes-deep", {
    "data.count": 300,
    "data.test": 60,
    "training.epochs": 1,
    "training.batchSize": 50,
    model,
    ...overrides,
  });
  using prepared = await prepareNewRun(recipe, { out: join(directory, "run") });
  const end = await trainToEnd(prepared);
  const { data } = prepared, { history } = end;
  const { run, evaluation } = await finishRun(prepared, end);
  const pca = await pcaOfSameSize(data.train, run.model.plan);
  const autoencoder = await loadRun(run.directory);
  return await reportContext({ run, data, pca, autoencoder, beside: [], evaluation, history });
}
