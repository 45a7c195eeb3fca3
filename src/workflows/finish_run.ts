import { join } from "@std/path";
import type { PreprocessorConfig } from "../core/preprocessor.ts";
import { encodeSafetensors } from "../core/safetensors.ts";
import { BINARY_THRESHOLD, largestValue } from "../data/mod.ts";
import { atomicWrite, atomicWriteText } from "../io/files/atomic_write.ts";
import { evaluate, type Evaluation } from "../evaluation/evaluate.ts";
import { pcaOfSameSize } from "../evaluation/pca_of_same_size.ts";
import { openBeside } from "../evaluation/beside_run.ts";
import { calibrate } from "../export/mod.ts";
import type { Parity } from "../evaluation/parity/check_parity.ts";
import { exportRun } from "./export_run.ts";
import { writeCodeSpace } from "./code_space.ts";
import { writeManifest } from "../runs/manifest.ts";
import { modelCard } from "../report/model_card.ts";
import { loadRun } from "../runs/onnx_session.ts";
import type { TrainedModel } from "../model/mod.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import type { RunConfig } from "../runs/run_config.ts";
import type { PreparedRun } from "./prepare_run.ts";
import { writeReport } from "../report/write_report.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";
import type { TrainingEnd } from "./run_training.ts";

/** What a training came to. */
export interface FinishedTraining {
  readonly run: FinishedRun;
  readonly evaluation: Evaluation;
  readonly parity: Parity;
  readonly seconds: number;
}

/**
 * Turns a training that ended into a finished run: weights, ONNX files checked against the trainer,
 * the evaluation beside PCA, the report, the model card, and the manifest of them all.
 *
 * Throws an Error, one sentence, where the exported halves are not to be trusted, as after a training
 * that diverged: the folder then has the weights and no ONNX files, report, card or manifest, so that
 * nothing runs the model or shows it as sound.
 */
export async function finishRun(
  { directory, config, plan, data }: PreparedRun,
  { params, seconds, bestEpoch, history }: TrainingEnd,
): Promise<FinishedTraining> {
  const calibration = calibrate(plan, { params, train: data.train });
  const model: TrainedModel = { plan, params, ...(calibration && { calibration }) };
  const run: FinishedRun = { directory, config, model, bestEpoch };
  await atomicWrite(
    join(directory, RUN_FILES.weights),
    encodeSafetensors({
      tensors: params,
      metadata: {
        recipe: config.recipe.name,
        epoch: String(bestEpoch),
        ...(calibration && { calibration: JSON.stringify(calibration) }),
      },
    }),
  );
  const preprocessor = JSON.stringify(preprocessorOf(config, data), null, 2) + "\n";
  await atomicWriteText(join(directory, RUN_FILES.preprocessor), preprocessor);
  const { parity } = await exportRun(run, { largest: largestValue(data.train) });
  const pca = pcaOfSameSize(data.train, plan);
  await using autoencoder = await loadRun(directory);
  await writeCodeSpace(run, { data, autoencoder });
  await using beside = await openBeside(run, {
    others: [],
    examples: data.test,
    name: config.data.name,
  });
  const evaluation = await evaluate(autoencoder, {
    model,
    seed: config.recipe.seed,
    pca,
    test: data.test,
    beside: beside.runs,
  });
  await writeReport({
    run,
    data,
    pca,
    autoencoder,
    beside: beside.runs,
    evaluation,
    history,
    seconds,
  });
  const finished = { run, evaluation, parity, seconds };
  await atomicWriteText(join(directory, RUN_FILES.card), modelCard(finished));
  await writeManifest(directory);
  return finished;
}

/** How raw data becomes the model's input. */
function preprocessorOf(
  { recipe, spec: { inputShape } }: RunConfig,
  { vocabulary }: SplitData,
): PreprocessorConfig {
  return {
    kind: vocabulary ? "text" : inputShape.length === 3 ? "image" : "vector",
    inputShape,
    bytesScale: 1 / 255,
    ...(recipe.data.binarize === "threshold" && { threshold: BINARY_THRESHOLD }),
    ...(vocabulary && { vocabulary }),
  };
}
