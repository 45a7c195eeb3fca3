import type { TrainingEvent } from "../../src/training/mod.ts";
import type { PreparedRun } from "../../src/workflows/prepare_run.ts";
import type { TrainingEnd } from "../../src/workflows/training/drive_training.ts";
import { runTraining } from "../../src/workflows/training/run_training.ts";

/** Trains a run that nothing interrupts, to its end. */
export async function trainToEnd(
  run: PreparedRun,
  show: (event: TrainingEvent) => void = () => {},
): Promise<TrainingEnd> {
  const end = await runTraining(run, { show });
  if (end.type === "interrupted") throw new Error("Cannot test a training that was interrupted");
  return end;
}
