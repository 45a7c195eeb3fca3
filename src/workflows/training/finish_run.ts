import { join } from "@std/path";
import { largestValue } from "../../data/mod.ts";
import { openComparedModels } from "../../evaluation/compared_models.ts";
import { writePca } from "../../evaluation/pca_file.ts";
import { hasPca, pcaOfSameSize } from "../../evaluation/pca_of_same_size.ts";
import { removeErrors, writeErrors } from "../../evaluation/kept_errors.ts";
import type { Evaluation, Parity } from "../../evaluation/record/evaluation.ts";
import { writeEvaluation } from "../../evaluation/record/evaluation_file.ts";
import { calibrate } from "../../export/mod.ts";
import { removeIfThere } from "../../io/files/remove_if_there.ts";
import type { TrainedModel } from "../../model/mod.ts";
import { writeModelCard } from "../../report/write_model_card.ts";
import { writeReport } from "../../report/write_report.ts";
import { writeManifest } from "../../runs/manifest.ts";
import { readClassifierRecord, removeStaleClassifier } from "../../runs/classifier_record.ts";
import { hasEvents, writeEvents } from "../../runs/events/events_file.ts";
import { loadRun } from "../../runs/load_run.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { writePreprocessor } from "../../runs/preprocessor_file.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { isOver } from "../../training/mod.ts";
import { writeHistory } from "../../runs/write_history.ts";
import { writeWeights } from "../../runs/weights_file.ts";
import { writeCodeSpace } from "../code_space.ts";
import { createPause } from "../create_pause.ts";
import { exportRun } from "../export_run.ts";
import { measureRun } from "../measure_run.ts";
import { pausingAutoencoder } from "../pausing_autoencoder.ts";
import type { PreparedRun } from "../prepare_run.ts";
import type { TrainingEnd } from "./drive_training.ts";

/** The outcome of a training, at its end or where it was left. */
export type Trained = Pick<
  TrainingEnd,
  "params" | "bestEpoch" | "history" | "earlier" | "seconds" | "progress"
>;

/** The choices of finishing a training. */
export interface FinishOptions {
  /** Ends the work between two pieces of it. */
  readonly signal?: AbortSignal;
  /** Called as a part of the work begins, with what is done in it: "Writing the report". */
  readonly onStage?: (stage: string) => void;
}

/** A training that ended, and all that it came to. */
export interface FinishedTraining {
  readonly run: FinishedRun;
  readonly evaluation: Evaluation & { readonly parity: Parity; readonly seconds: number };
}

/**
 * Turns a training that ended, or was left, into a finished run: weights, ONNX files checked against the
 * trainer, the evaluation beside PCA, the report, the model card, and the manifest of them all.
 *
 * Throws the signal's reason where it is aborted before all of them are written; the same call writes
 * the same files anew.
 *
 * Throws an Error, one sentence, where the exported halves are not to be trusted, as after a training
 * that diverged: the folder then has the weights and no ONNX files, evaluation, report, card or manifest,
 * so that nothing runs the model or shows it as sound.
 */
export async function finishRun(
  { directory, config, plan, data }: PreparedRun,
  { params, seconds, bestEpoch, history, earlier, progress }: Trained,
  { signal, onStage = () => {} }: FinishOptions = {},
): Promise<FinishedTraining> {
  const pause = createPause(signal);
  onStage("Exporting to ONNX");
  const calibration = calibrate(plan, { params, train: data.train });
  await pause();
  const model: TrainedModel = { plan, params, ...(calibration && { calibration }) };
  const stopped = isOver(progress, config.recipe.training)
    ? undefined
    : { epochs: progress.epoch, step: progress.step };
  const run: FinishedRun = { directory, config, model, bestEpoch, ...(stopped && { stopped }) };
  await writePreprocessor(directory, config, data);
  // Those of a training that was killed may be of later epochs than its checkpoint.
  await writeHistory(directory, [...earlier, ...history]);
  if (await hasEvents(directory)) {
    await writeEvents(directory, [...earlier, ...history], { now: Date.now() / 1000 });
  }
  await removeErrors(directory);
  // It shows codes of other weights.
  await removeIfThere(join(directory, RUN_FILES.map));
  // By them a run counts as finished: what no command writes anew must lie there before.
  await writeWeights(directory, run, { recipe: config.recipe.name });
  await removeStaleClassifier(directory);
  const classifier = await readClassifierRecord(directory);
  if (classifier && await hasEvents(directory)) {
    const options = { now: Date.now() / 1000, classifier: classifier.history };
    await writeEvents(directory, [...earlier, ...history], options);
  }
  const { parity } = await exportRun(run, { largest: largestValue(data.train) });
  await pause();
  await using loaded = await loadRun(directory);
  const autoencoder = pausingAutoencoder(loaded, pause);
  await writeCodeSpace(run, { data, autoencoder, pause });
  const { train, test } = data, { name } = config.data, { seed } = config.recipe;
  onStage("Measuring the errors for thresholds");
  await writeErrors(directory, { autoencoder, data, seed });
  if (hasPca(plan)) onStage("Measuring PCA");
  const pca = await pcaOfSameSize(train, plan, { pause });
  if (pca) await writePca(directory, pca);
  onStage("Measuring the test error");
  await using beside = await openComparedModels(run, { others: [], examples: test, name });
  const measured = await measureRun(run, { data, autoencoder, pca, beside, pause });
  const evaluation = { ...measured, parity, seconds };
  await writeEvaluation(directory, evaluation);
  onStage("Writing the report");
  await writeReport({
    run,
    data,
    pca,
    autoencoder,
    beside,
    evaluation,
    history: [...earlier, ...history],
  });
  await writeModelCard(run, evaluation);
  await writeManifest(directory);
  return { run, evaluation };
}
