import { createRng } from "../core/rng.ts";
import { fitStages, type StagedEvent, type StagePlace } from "../pretraining/mod.ts";
import type { EpochMetrics, Progress, TrainingEvent } from "../training/mod.ts";
import { writeCheckpoint } from "../runs/checkpoint.ts";
import { createPause } from "./create_pause.ts";
import type { PreparedRun } from "./prepare_run.ts";
import { writeHistory } from "../runs/write_history.ts";

/** The end of a training. */
export type TrainingEnd = Extract<TrainingEvent, { type: "end" }> & {
  /** Seconds of training, over all the processes that had a part in it. */
  readonly seconds: number;
  /** The position of its checkpoint. */
  readonly progress: Progress;
  /** The epochs of its stages. */
  readonly earlier: readonly EpochMetrics[];
};

/** A training that was interrupted. */
export interface InterruptedTraining {
  readonly type: "interrupted";
  /** The position of its checkpoint; absent before the first step, when there is none. */
  readonly progress?: Progress;
  /** The stage that it is of; absent of the whole model's training. */
  readonly stage?: StagePlace;
}

/** The choices of driving a training. */
export interface RunTrainingOptions {
  /** Also write a checkpoint every so many steps. */
  readonly checkpointEvery?: number;
  /** Interrupts the training: the step at hand ends, and a checkpoint holds what it came to. */
  readonly signal?: AbortSignal;
  /** Called with every event, to draw it. */
  show(event: StagedEvent): void;
}

/** The most training, in milliseconds, that a crash may cost. */
const CHECKPOINT_INTERVAL = 20_000;

/** Trains, writing checkpoints and metrics into the run's folder, to the end or to an interrupt. */
export async function runTraining(
  run: PreparedRun,
  { checkpointEvery, signal, show }: RunTrainingOptions,
): Promise<TrainingEnd | InterruptedTraining> {
  const { directory, config, plan, stages, data, from, params } = run;
  if (signal?.aborted) {
    return { type: "interrupted", ...(from && { progress: from.snapshot.progress }) };
  }
  const { augment } = config.recipe.data, started = performance.now();
  const pause = createPause();
  let checkpointed = started;
  const events = fitStages({
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
  for await (const event of events) {
    show(event);
    await pause();
    if (event.type !== "step") await writeHistory(directory, allEpochs(event));
    // Asked once, after all else that waits: what is said below is what the checkpoint holds.
    const isInterrupted = signal?.aborted ?? false;
    const isDue = performance.now() - checkpointed > CHECKPOINT_INTERVAL ||
      (event.type === "step" && checkpointEvery && event.step % checkpointEvery === 0);
    if (!isDue && !isInterrupted && event.type !== "end") continue;
    const snapshot = event.snapshot(), { progress } = snapshot;
    const seconds = (from?.seconds ?? 0) + (performance.now() - started) / 1000;
    await writeCheckpoint(directory, { snapshot, seconds }, config);
    checkpointed = performance.now();
    if (event.type === "end") return { ...event, seconds, progress };
    if (isInterrupted) {
      return { type: "interrupted", progress, ...(event.stage && { stage: event.stage }) };
    }
  }
  throw new Error("Cannot finish the training: it stopped without an end");
}

/** The epochs of all that was trained so far, those of stages first. */
function allEpochs(event: Exclude<StagedEvent, { type: "step" }>): readonly EpochMetrics[] {
  // Those of a stage are among the earlier ones already.
  return event.stage ? event.earlier : [...event.earlier, ...event.history];
}
