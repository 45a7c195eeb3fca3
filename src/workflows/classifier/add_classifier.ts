import type { ClassifierRecipe } from "../../recipes/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { lockRun } from "../../runs/run_folder.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import type { InterruptedTraining } from "../training/drive_training.ts";
import { writeReportAnew } from "../renew_report.ts";
import {
  trainClassifier,
  type TrainClassifierOptions,
  type TrainedClassifier,
} from "./train_classifier.ts";

/** The choices of adding a classifier to a run. */
export interface AddClassifierOptions extends Omit<TrainClassifierOptions, "data"> {
  /** Called before the training with sentences on the data. */
  readonly onData?: (remarks: readonly string[]) => void;
}

/**
 * Trains a classifier on the encoder of a run, as `trainClassifier` does, and writes the run's report and
 * card anew, which tell of it. Needs the backend, and the folder locked. Throws as `readRunData` does, too.
 */
export async function addClassifier(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  { onData, ...options }: AddClassifierOptions,
): Promise<TrainedClassifier | InterruptedTraining> {
  // Mistakes are named by the numbers of their examples in the data.
  const data = await readRunData(run, { isNumbered: true });
  onData?.(data.remarks);
  const trained = await trainClassifier(run, recipe, { ...options, data });
  if (trained.type === "trained") await writeReportAnew(run, { others: [], data });
  return trained;
}

/**
 * Does the same for a run as it lies in its folder. Throws an Error, one sentence, where another command
 * writes there.
 */
export async function addClassifierToRun(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  options: AddClassifierOptions,
): Promise<TrainedClassifier | InterruptedTraining> {
  using _ = lockRun(run.directory);
  await startRunBackend(run.config);
  return await addClassifier(run, recipe, options);
}
