import { readRecipe } from "../../src/io/read_recipe.ts";
import { type FinishedTraining, finishRun } from "../../src/workflows/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { runTraining } from "../../src/workflows/run_training.ts";
import { writeRecipe } from "./points.ts";

/** Trains the points, or what the overrides make of them, into a new folder within one. */
export async function trainPoints(
  directory: string,
  overrides: Record<string, unknown> = {},
): Promise<FinishedTraining> {
  const out = await Deno.makeTempDir({ dir: directory });
  using run = await prepareNewRun(readRecipe(writeRecipe(directory), overrides), { out });
  const end = await runTraining(run, { show() {} });
  if (end === "interrupted") throw new Error("Cannot test a training that was interrupted");
  return await finishRun(run, end);
}
