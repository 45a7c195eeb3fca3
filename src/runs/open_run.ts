import { join } from "@std/path";
import { formatShape, sameShape } from "../core/shape.ts";
import { decodeSafetensors } from "../core/safetensors.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { type Calibration, planAutoencoder, type TrainedModel } from "../model/mod.ts";
import { readRunConfig, type RunConfig } from "./run_config.ts";
import { RUN_FILES } from "./run_folder.ts";

/**
 * A run folder whose training ended: what the run was made from, and its model. Its exported files are
 * there unless an export refused them.
 */
export interface FinishedRun {
  readonly directory: string;
  readonly config: RunConfig;
  readonly model: TrainedModel;
  /** The epoch that the parameters are of. */
  readonly bestEpoch: number;
}

/** Opens a run folder; throws an Error, one sentence, where training did not finish or files are damaged. */
export async function openRun(directory: string): Promise<FinishedRun> {
  const config = readRunConfig(directory);
  const plan = planAutoencoder(config.spec);
  const path = join(directory, RUN_FILES.weights);
  const bytes = await readIfThere(path);
  if (!bytes) {
    throw new Error(
      `Cannot use ${directory}: its training did not finish; go on with "train --resume ${directory}"`,
    );
  }
  const { tensors: params, metadata } = decodeSafetensors(bytes, path);
  for (const [name, { shape }] of Object.entries(plan.params)) {
    if (!params[name] || !sameShape(params[name].shape, shape)) {
      throw new RangeError(
        `Cannot use ${path}: its "${name}" is ${
          params[name] ? `of shape ${formatShape(params[name].shape)}` : "missing"
        }, ${RUN_FILES.config} says ${formatShape(shape)}`,
      );
    }
  }
  return {
    directory,
    config,
    model: {
      plan,
      params,
      ...(metadata.calibration && { calibration: JSON.parse(metadata.calibration) as Calibration }),
    },
    bestEpoch: Number(metadata.epoch),
  };
}
