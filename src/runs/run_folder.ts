import { join } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";

/** The files of a run folder, by what they are. */
export const RUN_FILES = {
  config: "config.json",
  preprocessor: MODEL_FILES.preprocessor,
  generation: MODEL_FILES.generation,
  codeSpace: MODEL_FILES.codeSpace,
  split: "split.npy",
  pca: "pca.safetensors",
  weights: "weights.safetensors",
  checkpoint: "checkpoint.safetensors",
  metrics: "metrics.jsonl",
  evaluation: "evaluation.json",
  model: "onnx/model.onnx",
  encoder: MODEL_FILES.encoder,
  thresholdEncoder: MODEL_FILES.thresholdEncoder,
  decoder: MODEL_FILES.decoder,
  rawModel: "onnx/raw_model.onnx",
  rawEncoder: "onnx/encoder_raw_model.onnx",
  rawDecoder: "onnx/decoder_raw_model.onnx",
  report: "report.html",
  card: "README.md",
  manifest: "manifest.json",
} as const;

/** Those of them that are written on request alone. */
export const RAW_FILES: readonly string[] = [
  RUN_FILES.rawModel,
  RUN_FILES.rawEncoder,
  RUN_FILES.rawDecoder,
];

/** The file whose lock says that a training writes into the folder. */
const LOCK_FILE = ".lock";

/** The name of what an atomic write leaves when the process is killed in the middle of it. */
const LEFTOVER = /^\..+\.[0-9a-f-]{36}\.tmp$/;

/** A folder that this process alone may write a run into. */
export interface LockedRun extends Disposable {
  readonly directory: string;
}

/**
 * Takes a folder for a training, made if it is not there; disposing gives it back.
 *
 * The operating system drops the lock with the process, however that ends. Throws an Error when
 * another process trains into the folder.
 */
export function lockRun(directory: string): LockedRun {
  Deno.mkdirSync(directory, { recursive: true });
  const path = join(directory, LOCK_FILE);
  const file = Deno.openSync(path, { create: true, write: true });
  if (!file.tryLockSync(true)) {
    file.close();
    throw new Error(
      `Cannot train into ${directory}: another training is writing there; wait for it, or choose another --out`,
    );
  }
  removeLeftovers(directory);
  return {
    directory,
    [Symbol.dispose]() {
      // The file stays: another process may have opened it already, and would lock a file without
      // a name while a third locks the one made anew.
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
  for (const { name } of Deno.readDirSync(directory)) {
    if (LEFTOVER.test(name)) Deno.removeSync(join(directory, name));
  }
}

function isFree(directory: string): boolean {
  try {
    return [...Deno.readDirSync(directory)]
      .every(({ name }) => name === LOCK_FILE || LEFTOVER.test(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}
