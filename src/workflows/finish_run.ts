import { join } from "@std/path";
import { BINARY_THRESHOLD, largestValue } from "../data/mod.ts";
import { openComparedModels } from "../evaluation/compared_models.ts";
import { writePca } from "../evaluation/pca_file.ts";
import { pcaOfSameSize } from "../evaluation/pca_of_same_size.ts";
import { measureTrainingErrors, writeTrainingErrors } from "../evaluation/training_errors.ts";
import type { Evaluation, Parity } from "../evaluation/record/evaluation.ts";
import { writeEvaluation } from "../evaluation/record/evaluation_file.ts";
import { calibrate } from "../export/mod.ts";
import { atomicWriteJson } from "../io/files/atomic_write.ts";
import type { TrainedModel } from "../model/mod.ts";
import { writeModelCard } from "../report/write_model_card.ts";
import { writeReport } from "../report/write_report.ts";
import { writeManifest } from "../runs/manifest.ts";
import { loadRun } from "../runs/load_run.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import type { RunConfig } from "../runs/run_config.ts";
import type { RunPreprocessor } from "../preprocessing/mod.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";
import { writeWeights } from "../runs/weights_file.ts";
import { writeCodeSpace } from "./code_space.ts";
import { createPause } from "./create_pause.ts";
import { exportRun } from "./export_run.ts";
import { measureRun } from "./measure_run.ts";
import { pausingAutoencoder } from "./pausing_autoencoder.ts";
import type { PreparedRun } from "./prepare_run.ts";
import type { TrainingEnd } from "./run_training.ts";

/** A training that ended, and all that it came to. */
export interface FinishedTraining {
  readonly run: FinishedRun;
  readonly evaluation: Evaluation & { readonly parity: Parity; readonly seconds: number };
}

/**
 * Turns a training that ended into a finished run: weights, ONNX files checked against the trainer,
 * the evaluation beside PCA, the report, the model card, and the manifest of them all.
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
  { params, seconds, bestEpoch, history }: TrainingEnd,
  { signal }: { signal?: AbortSignal } = {},
): Promise<FinishedTraining> {
  const pause = createPause(signal);
  const calibration = calibrate(plan, { params, train: data.train });
  await pause();
  const model: TrainedModel = { plan, params, ...(calibration && { calibration }) };
  const run: FinishedRun = { directory, config, model, bestEpoch };
  await atomicWriteJson(join(directory, RUN_FILES.preprocessor), preprocessorOf(config, data));
  // By them a run counts as finished: what no command writes anew must lie there before.
  await writeWeights(directory, run, { recipe: config.recipe.name });
  const { parity } = await exportRun(run, { largest: largestValue(data.train) });
  await pause();
  await using loaded = await loadRun(directory);
  const autoencoder = pausingAutoencoder(loaded, pause);
  await writeCodeSpace(run, { data, autoencoder });
  const { train, test } = data, { name } = config.data, { seed } = config.recipe;
  await writeTrainingErrors(directory, await measureTrainingErrors(autoencoder, { train, seed }));
  const pca = await pcaOfSameSize(train, plan, { pause });
  if (pca) await writePca(directory, pca);
  await using beside = await openComparedModels(run, { others: [], examples: test, name });
  const measured = await measureRun(run, { data, autoencoder, pca, beside, pause });
  const evaluation = { ...measured, parity, seconds };
  await writeEvaluation(directory, evaluation);
  await writeReport({ run, data, pca, autoencoder, beside, evaluation, history });
  await writeModelCard(run, evaluation);
  await writeManifest(directory);
  return { run, evaluation };
}

/** The way from raw data to the model's input. */
function preprocessorOf(
  { recipe, spec: { inputShape } }: RunConfig,
  { vocabulary, columns, preparation, numbers }: SplitData,
): RunPreprocessor {
  return {
    kind: vocabulary ? "text" : inputShape.length === 3 ? "image" : "vector",
    inputShape,
    bytesScale: 1 / 255,
    numbers,
    ...(recipe.data.image && { fit: recipe.data.image.fit }),
    ...(recipe.data.binarize === "threshold" && { threshold: BINARY_THRESHOLD }),
    ...preparation,
    ...(columns && { columns }),
    ...(vocabulary && { vocabulary }),
  };
}
