import { createRng } from "../../core/rng.ts";
import { fitStages } from "../../pretraining/mod.ts";
import { autoencoderCheckpoint, writeCheckpoint } from "../../runs/checkpoint.ts";
import { hasEvents, writeEvents } from "../../runs/events/events_file.ts";
import { writeHistory } from "../../runs/write_history.ts";
import {
  type DriveOptions,
  driveTraining,
  type InterruptedTraining,
  type TrainingEnd,
} from "./drive_training.ts";
import type { PreparedRun } from "../prepare_run.ts";

/** The choices of training a run. */
export interface RunTrainingOptions extends DriveOptions {
  /** True to write the epochs for TensorBoard, too; a run that has done so goes on with it. */
  readonly logsEvents?: boolean;
}

/** Trains, writing checkpoints and metrics into the run's folder, to the end or to an interrupt. */
export async function runTraining(
  { directory, config, plan, stages, data, from, params }: PreparedRun,
  { logsEvents, ...options }: RunTrainingOptions,
): Promise<TrainingEnd | InterruptedTraining> {
  const { augment } = config.recipe.data, place = autoencoderCheckpoint(config);
  const logs = logsEvents || await hasEvents(directory);
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
    async keepEpochs(epochs) {
      await writeHistory(directory, epochs);
      if (logs) await writeEvents(directory, epochs, { now: Date.now() / 1000 });
    },
  }, options);
}
