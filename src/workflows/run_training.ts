import { createRng } from "../core/rng.ts";
import { fitStages } from "../pretraining/mod.ts";
import { autoencoderCheckpoint, writeCheckpoint } from "../runs/checkpoint.ts";
import { writeHistory } from "../runs/write_history.ts";
import {
  type DriveOptions,
  driveTraining,
  type InterruptedTraining,
  type TrainingEnd,
} from "./drive_training.ts";
import type { PreparedRun } from "./prepare_run.ts";

/** Trains, writing checkpoints and metrics into the run's folder, to the end or to an interrupt. */
export async function runTraining(
  { directory, config, plan, stages, data, from, params }: PreparedRun,
  options: DriveOptions,
): Promise<TrainingEnd | InterruptedTraining> {
  const { augment } = config.recipe.data, place = autoencoderCheckpoint(config);
  const begin = () =>
    fitStages({
      stages,
      plan,
      train: data.train,
      ...(data.validation && { validation: data.validation }),
      options: config.recipe.training,
      ...(augment && { augment }),
      rng: createRng(config.recipe.seed).fork("training"),
      ...(params && { params }),
      ...(from && { from: from.snapshot }),
    });
  return await driveTraining(begin, {
    from,
    keepCheckpoint: (checkpoint) => writeCheckpoint(directory, checkpoint, place),
    keepEpochs: (epochs) => writeHistory(directory, epochs),
  }, options);
}
