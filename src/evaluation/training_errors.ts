import { join } from "@std/path";
import { createRng } from "../core/rng.ts";
import { decodeNpy, encodeNpy, type Examples, takeExamples } from "../data/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { scoreBatches } from "./passes/score_batches.ts";

/** The most examples that are measured: their percentiles are those of more, to a hair. */
const MOST = 100_000;

/**
 * The squared errors of a model's training examples, summed over each, by size; of more than 100,000
 * examples those of as many, drawn by the seed.
 */
export async function measureTrainingErrors(
  autoencoder: Pick<LoadedAutoencoder, "reconstruct">,
  { train, seed, most = MOST }: { train: Examples; seed: number; most?: number },
): Promise<Float32Array<ArrayBuffer>> {
  const rng = createRng(seed).fork("training errors");
  const examples = train.count <= most
    ? train
    : takeExamples(train, rng.permutation(train.count).subarray(0, most).sort());
  const errors = new Float32Array(examples.count);
  for await (const { batch, errors: { sums } } of scoreBatches(autoencoder, examples)) {
    errors.set(sums, batch.from);
  }
  return errors.sort();
}

/** Writes the errors of a run's training examples into its folder, so that they outlive these. */
export async function writeTrainingErrors(
  directory: string,
  errors: Float32Array<ArrayBuffer>,
): Promise<void> {
  const bytes = encodeNpy({ shape: [errors.length], values: errors });
  await atomicWrite(join(directory, RUN_FILES.trainingErrors), bytes);
}

/**
 * The errors of a run's training examples, by size: those in its folder, or else, as in those of older
 * versions, measured on the examples, which are read for it.
 *
 * Throws a SyntaxError for a damaged file, and an Error, one sentence, where the examples are not to be
 * had either.
 */
export async function trainingErrorsOf(
  { directory, config: { recipe: { seed } } }: FinishedRun,
  { autoencoder, train }: { autoencoder: LoadedAutoencoder; train: () => Promise<Examples> },
): Promise<Float32Array> {
  const path = join(directory, RUN_FILES.trainingErrors);
  const bytes = await readIfThere(path);
  if (!bytes) {
    return await measureTrainingErrors(autoencoder, {
      train: await examplesOf(directory, train),
      seed,
    });
  }
  const { shape, values } = decodeNpy(bytes, path);
  const isSorted = values.every((value, i) => i === 0 || value >= values[i - 1]);
  if (shape.length === 1 && values.length > 0 && values instanceof Float32Array && isSorted) {
    return values;
  }
  throw new SyntaxError(`Cannot use ${path}: expected floats of shape [N], by size`);
}

async function examplesOf(
  directory: string,
  train: () => Promise<Examples>,
): Promise<Examples> {
  try {
    return await train();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(
      `Cannot take a percentile of the training errors of ${directory}: it has no ` +
        `${RUN_FILES.trainingErrors}, and its training examples are not to be had (${error.message}); ` +
        `give the threshold as an error`,
      { cause: error },
    );
  }
}
