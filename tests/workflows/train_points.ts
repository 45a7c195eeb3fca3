import { readRecipe } from "../../src/io/read_recipe.ts";
import { type FinishedTraining, finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { writeRecipe } from "./points.ts";
import { trainToEnd } from "./train_to_end.ts";

/** Trains the points, or what the overrides make of them, into a new folder within one. */
export async function trainPoints(
  directory: string,
  overrides: Record<string, unknown> = {},
): Promise<FinishedTraining> {
  const out = await Deno.makeTempDir({ dir: directory });
  using run = await prepareNewRun(readRecipe(writeRecipe(directory), overrides), { out });
  return await finishRun(run, await trainToEnd(run));
}
