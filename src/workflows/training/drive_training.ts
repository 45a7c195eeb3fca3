import type { StagedEvent, StagePlace } from "../../pretraining/mod.ts";
import type { Checkpoint } from "../../runs/checkpoint.ts";
import type { EpochMetrics, Progress, TrainingEvent } from "../../training/mod.ts";
import { createPause } from "../create_pause.ts";

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
export interface DriveOptions {
  /** Keep a checkpoint also every so many steps. */
  readonly checkpointEvery?: number | undefined;
  /** Interrupts the training: the step at hand ends, and a checkpoint holds what it came to. */
  readonly signal?: AbortSignal | undefined;
  /** Called with every event, to draw it. */
  show(event: StagedEvent): void;
}

/** The places that a training leaves its traces in. */
export interface Traces {
  /** The checkpoint that it goes on from. */
  readonly from?: Checkpoint | undefined;
  keepCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** Keeps the epochs of all that was trained so far, those of stages first. */
  keepEpochs?(epochs: readonly EpochMetrics[]): Promise<void>;
}

/** The most training, in milliseconds, that a crash may cost. */
const CHECKPOINT_INTERVAL = 20_000;

/** Follows a training to its end or to an interrupt, and keeps checkpoints and epochs of it. */
export async function driveTraining(
  begin: () => AsyncGenerator<StagedEvent, void>,
  { from, keepCheckpoint, keepEpochs }: Traces,
  { checkpointEvery, signal, show }: DriveOptions,
): Promise<TrainingEnd | InterruptedTraining> {
  if (signal?.aborted) {
    return { type: "interrupted", ...(from && { progress: from.snapshot.progress }) };
  }
  const started = performance.now(), pause = createPause();
  let checkpointed = started;
  for await (const event of begin()) {
    show(event);
    await pause();
    if (event.type !== "step") await keepEpochs?.(allEpochs(event));
    // Asked once, after all else that waits: what is said below is what the checkpoint holds.
    const isInterrupted = signal?.aborted ?? false;
    const isDue = performance.now() - checkpointed > CHECKPOINT_INTERVAL ||
      (event.type === "step" && checkpointEvery && event.step % checkpointEvery === 0);
    if (!isDue && !isInterrupted && event.type !== "end") continue;
    const snapshot = event.snapshot(), { progress } = snapshot;
    const seconds = (from?.seconds ?? 0) + (performance.now() - started) / 1000;
    await keepCheckpoint({ snapshot, seconds });
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
