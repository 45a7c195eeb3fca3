import { join } from "@std/path";
import { createRng } from "../core/rng.ts";
import { decodeNpy, encodeNpy, type Examples, takeExamples } from "../data/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { removeIfThere } from "../io/files/remove_if_there.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";
import { scoreBatches } from "./passes/score_batches.ts";

/** The parts of its data whose errors a run keeps, by the files that they lie in. */
const FILES = {
  train: RUN_FILES.trainingErrors,
  validation: RUN_FILES.validationErrors,
} as const;

/** A part of a run's data whose errors it keeps. */
export type KeptPart = keyof typeof FILES;

/** The words for the examples of a part. */
export const KEPT_PARTS: Readonly<Record<KeptPart, string>> = {
  train: "training examples",
  validation: "validation examples",
};

/** The most examples that are measured: their percentiles are those of more, to a hair. */
const MOST = 100_000;

type Reconstructing = Pick<LoadedAutoencoder, "reconstruct">;

/**
 * The squared errors of a model on examples, summed over each, by size; of more than 100,000 examples those
 * of as many, drawn by the seed.
 */
export async function measureErrors(
  autoencoder: Reconstructing,
  { examples: all, seed, most = MOST }: { examples: Examples; seed: number; most?: number },
): Promise<Float32Array<ArrayBuffer>> {
  const rng = createRng(seed).fork("training errors");
  const examples = all.count <= most
    ? all
    : takeExamples(all, rng.permutation(all.count).subarray(0, most).sort());
  const errors = new Float32Array(examples.count);
  for await (const { batch, errors: { sums } } of scoreBatches(autoencoder, examples)) {
    errors.set(sums, batch.from);
  }
  return errors.sort();
}

/**
 * Measures the errors of a run's training and validation examples and writes those that its folder lacks,
 * so that they outlive the examples; gives the files written.
 */
export async function writeErrors(
  directory: string,
  { autoencoder, data, seed }: {
    autoencoder: Reconstructing;
    data: Pick<SplitData, KeptPart>;
    seed: number;
  },
): Promise<string[]> {
  const written: string[] = [];
  for (const part of await missingParts(directory)) {
    const examples = data[part];
    if (!examples) continue;
    const values = await measureErrors(autoencoder, { examples, seed });
    const bytes = encodeNpy({ shape: [values.length], values });
    await atomicWrite(join(directory, FILES[part]), bytes);
    written.push(FILES[part]);
  }
  return written;
}

/** The files of errors that a run lacks though it was trained on examples for them. */
export async function missingErrors(
  { directory, config: { data } }: FinishedRun,
): Promise<string[]> {
  const missing = await missingParts(directory);
  return missing.filter((part) => data[part] > 0).map((part) => FILES[part]);
}

/** Removes the errors of a run, whose weights are about to change: none are better than those of others. */
export async function removeErrors(directory: string): Promise<void> {
  for (const file of Object.values(FILES)) await removeIfThere(join(directory, file));
}

/**
 * The errors of a part of a run's data, by size: those in its folder, or else, as in those of older
 * versions, measured on the examples, which are read for it.
 *
 * Throws a SyntaxError for a damaged file, and an Error, one sentence, where the examples are not to be
 * had either.
 */
export async function errorsOf(
  part: KeptPart,
  { directory, config: { recipe: { seed } } }: FinishedRun,
  { autoencoder, data }: { autoencoder: Reconstructing; data: () => Promise<SplitData> },
): Promise<Float32Array> {
  const kept = await readErrors(part, directory);
  if (kept) return kept;
  const examples = await examplesOf(part, directory, data);
  return await measureErrors(autoencoder, { examples, seed });
}

/** The mean of the errors that the folder of a run holds of a part of its data; undefined where it holds none. */
export async function readMeanError(
  part: KeptPart,
  directory: string,
): Promise<number | undefined> {
  const errors = await readErrors(part, directory);
  return errors && errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

async function readErrors(part: KeptPart, directory: string): Promise<Float32Array | undefined> {
  const path = join(directory, FILES[part]);
  const bytes = await readIfThere(path);
  if (!bytes) return undefined;
  const { shape, values } = decodeNpy(bytes, path);
  const isSorted = values.every((value, i) => i === 0 || value >= values[i - 1]);
  if (shape.length === 1 && values.length > 0 && values instanceof Float32Array && isSorted) {
    return values;
  }
  throw new SyntaxError(`Cannot use ${path}: expected floats of shape [N], by size`);
}

/** The parts whose errors are not in a folder. */
async function missingParts(directory: string): Promise<KeptPart[]> {
  const missing: KeptPart[] = [];
  for (const part of ["train", "validation"] as const) {
    if (!await statIfThere(join(directory, FILES[part]))) missing.push(part);
  }
  return missing;
}

async function examplesOf(
  part: KeptPart,
  directory: string,
  read: () => Promise<SplitData>,
): Promise<Examples> {
  try {
    const { [part]: examples } = await read();
    if (examples) return examples;
    throw new RangeError("none of them are in its data any more");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(
      `Cannot take a percentile of the errors of the ${
        KEPT_PARTS[part]
      } of ${directory}: it has no ` +
        `${
          FILES[part]
        }, and the examples are not to be had (${error.message}); give the threshold ` +
        `as an error`,
      { cause: error },
    );
  }
}
