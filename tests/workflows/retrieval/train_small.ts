import { join } from "@std/path";
import { readRecipe } from "../../../src/io/read_recipe.ts";
import { type FinishedRun, openRun } from "../../../src/runs/open_run.ts";
import { finishRun } from "../../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../../src/workflows/prepare_run.ts";
import { trainToEnd } from "../train_to_end.ts";

/** Trains a small model on the data at a path for an epoch, into a new folder within one. */
export async function trainSmall(
  directory: string,
  data: Record<string, unknown>,
  { model = {}, name = "small" }: { model?: Record<string, unknown>; name?: string } = {},
): Promise<FinishedRun> {
  const path = join(directory, `${name}.json`), out = join(directory, `${name}-run`);
  const recipe = {
    ...{ name, description: "A small model", data: { test: 0.2, validation: 0.1, ...data } },
    model: { codeSize: 2, nodes: [8], loss: "mean-squared-error", ...model },
    training: { epochs: 1, batchSize: 16, optimizer: { type: "adam", learningRate: 0.01 } },
    seed: 3,
  };
  Deno.writeTextFileSync(path, JSON.stringify(recipe));
  using run = await prepareNewRun(readRecipe(path), { out });
  await finishRun(run, await trainToEnd(run));
  return await openRun(out);
}
