import type { Checkpoint } from "../../runs/checkpoint.ts";
import { bestOf } from "../../training/mod.ts";
import type { Trained } from "./finish_run.ts";

/** The outcome of a training so far, by its checkpoint: the best parameters, and how it came to them. */
export function trainedSoFar({ snapshot, seconds }: Checkpoint): Trained {
  const { progress } = snapshot, best = bestOf(snapshot);
  return {
    ...best,
    params: { ...best.params, ...snapshot.pretraining?.whole },
    history: progress.history,
    earlier: snapshot.pretraining?.earlier ?? [],
    seconds,
    progress,
  };
}
