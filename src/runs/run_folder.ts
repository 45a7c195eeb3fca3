import { dirname, join } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";
import { isLeftover } from "../io/files/atomic_write.ts";
import { isMissing } from "../io/files/is_missing.ts";

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
];

/** The file whose lock says that a command writes into the folder. */
const LOCK_FILE = ".lock";

/** A run folder that this process alone writes into. */
export interface LockedRun extends Disposable {
  readonly directory: string;
}

/**
 * Takes a folder to write a run into, made if it is not there, and clears it of what killed processes
 * left half written; disposing gives it back.
 *
 * The operating system drops the lock with the process, however that ends. Throws an Error when
 * another process writes into the folder.
 */
export function lockRun(directory: string): LockedRun {
  Deno.mkdirSync(directory, { recursive: true });
  const path = join(directory, LOCK_FILE);
  const file = Deno.openSync(path, { create: true, write: true });
  if (!file.tryLockSync(true)) {
    file.close();
    throw new Error(
      `Cannot write into ${directory}: another command is writing there; wait until it has ended`,
    );
  }
  removeLeftovers(directory);
  return {
    directory,
    [Symbol.dispose]() {
      // The file stays: another process may have opened it already, and would lock a file without
      // a name while a third locks the one made anew. It is unlocked by itself, as a process that is
      // just being started holds all that is open for a moment, and would hold the lock with it.
      file.unlockSync();
      file.close();
    },
  };
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

/** Removes what killed processes left half written; call it with the folder locked. */
function removeLeftovers(directory: string): void {
  for (const folder of new Set(Object.values(RUN_FILES).map(dirname))) {
    const within = join(directory, folder);
    for (const name of namesIn(within)) {
      if (isLeftover(name)) Deno.removeSync(join(within, name));
    }
  }
}

/** The names of all files in a folder; none where there is no such folder. */
function namesIn(directory: string): string[] {
  try {
    return [...Deno.readDirSync(directory)].filter(({ isFile }) => isFile).map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isFree(directory: string): boolean {
  try {
    return [...Deno.readDirSync(directory)]
      .every(({ name }) => name === LOCK_FILE || isLeftover(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}
