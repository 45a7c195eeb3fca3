import { dirname, join } from "@std/path";
import { readdirSync } from "node:fs";
import { systemFaultOf } from "../host/system_fault.ts";
import { MAP_PAGE, MODEL_FILES } from "../core/exported_model.ts";
import { isLeftover } from "../io/files/atomic_write.ts";
import { LOCK_FILE, lockFolder } from "../io/files/lock_folder.ts";

/** The files of a run folder, by what they are. */
export const RUN_FILES = {
  config: "config.json",
  preprocessor: MODEL_FILES.preprocessor,
  generation: MODEL_FILES.generation,
  codeSpace: MODEL_FILES.codeSpace,
  split: "split.npy",
  pca: "pca.safetensors",
  trainingErrors: "training_errors.npy",
  validationErrors: "validation_errors.npy",
  weights: "weights.safetensors",
  checkpoint: "checkpoint.safetensors",
  classifierCheckpoint: "classifier_checkpoint.safetensors",
  metrics: "metrics.jsonl",
  evaluation: "evaluation.json",
  model: "onnx/model.onnx",
  encoder: MODEL_FILES.encoder,
  thresholdEncoder: MODEL_FILES.thresholdEncoder,
  decoder: MODEL_FILES.decoder,
  classifier: MODEL_FILES.classifier,
  classifierRecord: MODEL_FILES.classifierRecord,
  rawModel: "onnx/raw_model.onnx",
  rawEncoder: "onnx/encoder_raw_model.onnx",
  rawDecoder: "onnx/decoder_raw_model.onnx",
  report: "report.html",
  card: "README.md",
  map: MAP_PAGE,
  manifest: MODEL_FILES.manifest,
} as const;

/** Those of them that are written on request alone. */
export const REQUESTED_FILES: readonly string[] = [
  RUN_FILES.classifier,
  RUN_FILES.classifierRecord,
  RUN_FILES.classifierCheckpoint,
  RUN_FILES.rawModel,
  RUN_FILES.rawEncoder,
  RUN_FILES.rawDecoder,
  RUN_FILES.map,
];

/** A run folder that this process alone writes into. */
export interface LockedRun extends Disposable {
  readonly directory: string;
}

/**
 * Takes a folder to write a run into, made if it is not there, and clears it of what killed processes
 * left half written; disposing gives it back. Throws an Error when another process writes into the folder.
 */
export function lockRun(directory: string): LockedRun {
  const folders = new Set<string>(Object.values(RUN_FILES).map(dirname));
  return { directory, ...lockFolder(directory, { folders: [...folders] }) };
}

/**
 * The folder for a new run: `wanted` where the user chose it, else `runs/<name>`, numbered past the
 * runs that are there. Throws an Error when the chosen folder already holds something.
 */
export function newRunDirectory(name: string, wanted: string | undefined): string {
  if (wanted !== undefined) {
    if (!isFree(wanted)) {
      throw new Error(
        `Cannot train into ${wanted}: it is not empty; choose another --out, or --resume ${wanted}`,
      );
    }
    return wanted;
  }
  let directory = join("runs", name);
  for (let n = 2; !isFree(directory); n++) directory = join("runs", `${name}-${n}`);
  return directory;
}

function isFree(directory: string): boolean {
  try {
    return readdirSync(directory)
      .every((name) => name === LOCK_FILE || isLeftover(name));
  } catch (error) {
    const fault = systemFaultOf(error);
    if (fault === "nothing there") return true;
    if (fault === "no folder") return false;
    throw error;
  }
}
