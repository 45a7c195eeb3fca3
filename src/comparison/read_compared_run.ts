import { join } from "@std/path";
import { sha256 } from "../core/sha256.ts";
import { sizeOf } from "../core/shape.ts";
import { readMeanError } from "../evaluation/kept_errors.ts";
import { readEvaluation } from "../evaluation/record/evaluation_file.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import { countParams, planAutoencoder } from "../model/mod.ts";
import { readClassifierRecord } from "../runs/classifier_record.ts";
import { readHistory } from "../runs/read_history.ts";
import { readRunConfig } from "../runs/run_config.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { readWeights } from "../runs/weights_file.ts";
import type { ComparedRun } from "./compared_run.ts";

/** The ONNX files whose sizes are compared, by their names. */
const ONNX = {
  encoder: RUN_FILES.encoder,
  decoder: RUN_FILES.decoder,
  "both halves": RUN_FILES.model,
  classifier: RUN_FILES.classifier,
} as const;

/**
 * Reads what the folder of a run says of it, finished or not.
 *
 * Throws an Error, one sentence, for a folder that holds no run, and for files that are damaged.
 */
export async function readComparedRun(directory: string, name: string): Promise<ComparedRun> {
  const config = readRunConfig(directory);
  const plan = planAutoencoder(config.spec), weights = await readWeights(directory, plan);
  const epochs = await readHistory(directory);
  const evaluation = await readEvaluation(directory);
  const classifier = await readClassifierRecord(directory);
  const train = await readMeanError("train", directory);
  const validation = await readMeanError("validation", directory);
  const split = await hashOf(join(directory, RUN_FILES.split));
  const weightsHash = await hashOf(join(directory, RUN_FILES.weights));
  return {
    directory,
    name,
    config,
    parameters: countParams(plan),
    codeSize: sizeOf(plan.codeShape),
    history: epochs.filter(({ stage }) => stage === undefined),
    earlier: epochs.filter(({ stage }) => stage !== undefined),
    ...(weights && { bestEpoch: weights.bestEpoch }),
    ...(weights?.stopped && { stopped: weights.stopped }),
    ...(evaluation && { evaluation }),
    ...(classifier && { classifier }),
    errors: {
      ...(train !== undefined && { train }),
      ...(validation !== undefined && { validation }),
    },
    onnx: await sizesOf(directory),
    ...(split !== undefined && { split }),
    ...(weightsHash !== undefined && { weights: weightsHash }),
  };
}

async function sizesOf(directory: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const [name, path] of Object.entries(ONNX)) {
    const stat = await statIfThere(join(directory, path));
    if (stat) sizes[name] = stat.size;
  }
  return sizes;
}

async function hashOf(path: string): Promise<string | undefined> {
  const bytes = await readIfThere(path);
  return bytes && await sha256(bytes);
}
