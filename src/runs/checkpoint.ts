import { join } from "@std/path";
import { decodeSafetensors, encodeSafetensors } from "../core/safetensors.ts";
import { type Snapshot, snapshotFromSafetensors, snapshotToSafetensors } from "../training/mod.ts";
import { atomicWrite } from "../io/files/atomic_write.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { sha256 } from "../core/sha256.ts";
import type { RunConfig } from "./run_config.ts";
import { RUN_FILES } from "./run_folder.ts";

/** The position of a training, and the time it took to get there. */
export interface Checkpoint {
  readonly snapshot: Snapshot;
  /** Seconds of training, over all the processes that had a part in it. */
  readonly seconds: number;
}

/** The training that a checkpoint is of. */
export interface CheckpointOf {
  /** The place of the checkpoint within the folder of the run. */
  readonly file: typeof RUN_FILES.checkpoint | typeof RUN_FILES.classifierCheckpoint;
  /** Everything that must not change between a checkpoint and its continuation, as JSON has it. */
  readonly identity: unknown;
  /** A sentence on one of another identity, without the run: "its x is not …; do y". */
  readonly changed: string;
}

/** The training of a run's autoencoder; versions may change within it. */
export function autoencoderCheckpoint({ recipe, spec, data, kernels }: RunConfig): CheckpointOf {
  return {
    file: RUN_FILES.checkpoint,
    identity: { recipe, spec, data, kernels },
    changed:
      `its ${RUN_FILES.config} is not the one that its checkpoint was written with; start a new run ` +
      `with the changed recipe`,
  };
}

/**
 * Writes where a training stands, so that a crash leaves the old checkpoint or the new one, with a hash
 * of it all.
 */
export async function writeCheckpoint(
  directory: string,
  { snapshot, seconds }: Checkpoint,
  { file: path, identity }: CheckpointOf,
): Promise<void> {
  const file = snapshotToSafetensors(snapshot, {
    run: await hashOf(identity),
    seconds: String(seconds),
  });
  const metadata = { ...file.metadata, content: await sha256(encodeSafetensors(file)) };
  await atomicWrite(
    join(directory, path),
    encodeSafetensors({ ...file, metadata }),
  );
}

/**
 * Reads the checkpoint of a training; undefined before the first.
 *
 * Throws an Error, one sentence, for a damaged file and for one that another configuration wrote.
 */
export async function readCheckpoint(
  directory: string,
  { file: name, identity, changed }: CheckpointOf,
): Promise<Checkpoint | undefined> {
  const path = join(directory, name);
  const bytes = await readIfThere(path);
  if (!bytes) return undefined;
  const { tensors, metadata: { content, ...metadata } } = decodeSafetensors(bytes, path);
  const file = { tensors, metadata };
  // The format finds what is missing; this finds a number that became another one.
  if (content !== await sha256(encodeSafetensors(file))) {
    throw new Error(
      `Cannot resume ${directory}: its ${name} is damaged; start it anew`,
    );
  }
  if (file.metadata.run !== await hashOf(identity)) {
    throw new Error(`Cannot resume ${directory}: ${changed}`);
  }
  return { snapshot: snapshotFromSafetensors(file), seconds: Number(file.metadata.seconds) };
}

function hashOf(identity: unknown): Promise<string> {
  return sha256(JSON.stringify(identity));
}

/**
 * Throws an Error, one sentence, for a checkpoint of a stage of pre-training: the whole model is nowhere
 * trained yet.
 */
export function checkWhole(
  { snapshot: { pretraining } }: Checkpoint,
  { directory, verb }: { directory: string; verb: string },
): void {
  if (pretraining === undefined || pretraining.done === pretraining.of) return;
  throw new Error(
    `Cannot ${verb} ${directory}: it is in stage ${
      pretraining.done + 1
    } of ${pretraining.of} of its ` +
      `pre-training, and the whole model is not trained yet; go on with "train --resume ${directory}"`,
  );
}
