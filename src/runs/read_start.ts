import type { NdArray } from "../core/nd_array.ts";
import { encodeSafetensors } from "../core/safetensors.ts";
import { sha256 } from "../core/sha256.ts";
import { planAutoencoder } from "../model/mod.ts";
import { bestOf } from "../training/mod.ts";
import { autoencoderCheckpoint, checkWhole, readCheckpoint } from "./checkpoint.ts";
import type { RunPreprocessor } from "../preprocessing/mod.ts";
import { readPreprocessor } from "./preprocessor_file.ts";
import { readRunConfig, type RunConfig } from "./run_config.ts";
import { readWeights } from "./weights_file.ts";

/** The weights of a run for others to start from, and what they were learnt with. */
export interface Start {
  /** The folder of the run, as it was named. */
  readonly run: string;
  readonly params: Readonly<Record<string, NdArray>>;
  /** A SHA-256 of the parameters, whichever file of the run they are from. */
  readonly sha256: string;
  readonly config: RunConfig;
  readonly preprocessor: RunPreprocessor;
}

/**
 * Reads the weights of a run: those that it was finished with, or the best so far of one that was
 * interrupted.
 *
 * Throws an Error, one sentence, where there is no run, nothing is trained yet, or files are damaged.
 */
export async function readStart(run: string): Promise<Start> {
  const config = readRunConfig(run), plan = planAutoencoder(config.spec);
  const found = (await readWeights(run, plan))?.model.params ?? await paramsSoFar(run, config);
  const tensors = Object.fromEntries(
    Object.keys(plan.params).map((path) => [path, found[path]]),
  );
  return {
    run,
    params: tensors,
    sha256: await sha256(encodeSafetensors({ tensors, metadata: {} })),
    config,
    preprocessor: await readPreprocessor(run),
  };
}

async function paramsSoFar(run: string, config: RunConfig): Promise<Start["params"]> {
  const checkpoint = await readCheckpoint(run, autoencoderCheckpoint(config));
  if (checkpoint) {
    checkWhole(checkpoint, { directory: run, verb: "start from" });
    return bestOf(checkpoint.snapshot).params;
  }
  throw new Error(
    `Cannot start from ${run}: nothing is trained there yet; train it with "train --resume ${run}"`,
  );
}
