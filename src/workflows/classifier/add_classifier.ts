import type { ClassifierRecipe } from "../../recipes/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { lockRun } from "../../runs/run_folder.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import type { InterruptedTraining } from "../drive_training.ts";
import { writeReportAnew } from "../renew_report.ts";
import {
  trainClassifier,
  type TrainClassifierOptions,
  type TrainedClassifier,
} from "./train_classifier.ts";

/**
 * Trains a classifier on the encoder of a run, as `trainClassifier` does, and writes the run's report and
 * card anew, which tell of it. Needs the backend, and the folder locked.
 */
export async function addClassifier(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  options: TrainClassifierOptions,
): Promise<TrainedClassifier | InterruptedTraining> {
  const trained = await trainClassifier(run, recipe, options);
  if (trained.type === "trained") await writeReportAnew(run, { others: [], data: options.data });
  return trained;
}

/**
 * Does the same for a run as it lies in its folder. `onData` gets sentences on its data before the training
 * begins. Throws an Error, one sentence, where another command writes there, and as `readRunData` does.
 */
export async function addClassifierToRun(
  run: FinishedRun,
  recipe: ClassifierRecipe,
  { onData, ...options }: Omit<TrainClassifierOptions, "data"> & {
    onData: (remarks: readonly string[]) => void;
  },
): Promise<TrainedClassifier | InterruptedTraining> {
  using _ = lockRun(run.directory);
  const data = await readRunData(run);
  onData(data.remarks);
  await startRunBackend(run.config);
  return await addClassifier(run, recipe, { ...options, data });
}
