import { join } from "node:path";
import { reasonOf } from "../core/one_line.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import { overrideRecipe } from "../recipes/mod.ts";
import { readHistory } from "../runs/read_history.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { type PreparedRun, prepareNewRun } from "../workflows/prepare_run.ts";
import { prepareResumedRun } from "../workflows/reopen_run.ts";
import { runTraining } from "../workflows/training/run_training.ts";
import type { Search } from "./search_record.ts";

/** A trial to train to an epoch. */
export interface TrialTask {
  /** The folder of its run. */
  readonly directory: string;
  readonly trial: number;
  /** The epoch to stop after; the training may end before. */
  readonly epochs: number;
}

/** The end of a trial's training to an epoch: its error, why it failed, or that it was interrupted. */
export type TrialEnd =
  | { readonly type: "result"; readonly epochs: number; readonly error: number }
  | { readonly type: "failed"; readonly epochs: number; readonly failed: string }
  | { readonly type: "interrupted" };

/**
 * Trains a trial of a search to an epoch, from where it stands, and leaves a checkpoint there: its schedule is
 * that of the whole training, and a later round goes on bit for bit. No test example is looked at.
 */
export async function runTrial(
  search: Pick<Search, "recipe" | "trials" | "numerics">,
  { directory, trial, epochs }: TrialTask,
  signal: AbortSignal,
): Promise<TrialEnd> {
  try {
    using run = await prepareTrial(search, { directory, trial, signal });
    const reached = run.from?.snapshot.pretraining === undefined ||
        run.from.snapshot.pretraining.done === run.from.snapshot.pretraining.of
      ? run.from?.snapshot.progress.epoch ?? 0
      : 0;
    if (reached < epochs) {
      const enough = new AbortController();
      const end = await runTraining(run, {
        signal: AbortSignal.any([signal, enough.signal]),
        show(event) {
          if (event.type === "epoch" && !event.stage && event.metrics.epoch >= epochs) {
            enough.abort();
          }
        },
      });
      if (end.type === "interrupted" && !enough.signal.aborted) return { type: "interrupted" };
    }
    const history = (await readHistory(directory))
      .filter((epoch) => epoch.stage === undefined && epoch.epoch <= epochs);
    const errors = history.flatMap(({ validationError }) => validationError ?? []);
    if (errors.length === 0) {
      return { type: "failed", epochs: history.length, failed: "It has no validation error" };
    }
    return { type: "result", epochs: history.length, error: Math.min(...errors) };
  } catch (error) {
    if (signal.aborted) return { type: "interrupted" };
    const done = await readHistory(directory).catch(() => []);
    return { type: "failed", epochs: done.length, failed: reasonOf(error) };
  }
}

/** Prepares the run of a trial: a new one, or that which is there. */
async function prepareTrial(
  { recipe, trials, numerics }: Pick<Search, "recipe" | "trials" | "numerics">,
  { directory, trial, signal }: Pick<TrialTask, "directory" | "trial"> & { signal: AbortSignal },
): Promise<PreparedRun> {
  if (await statIfThere(join(directory, RUN_FILES.config))) {
    return await prepareResumedRun(directory, { overrides: {}, signal });
  }
  const changed = overrideRecipe(recipe, trials[trial], `trial ${trial + 1}`).recipe;
  return await prepareNewRun(changed, { numerics, out: directory, signal });
}
