import { join } from "@std/path";
import { createRng } from "../core/rng.ts";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import { fit, type TrainingEvent } from "../training/mod.ts";
import { writeCheckpoint } from "../runs/checkpoint.ts";
import type { PreparedRun } from "./prepare_run.ts";
import { RUN_FILES } from "../runs/run_folder.ts";

/** The end of a training. */
export type TrainingEnd = Extract<TrainingEvent, { type: "end" }> & {
  /** Seconds of training, over all the processes that had a part in it. */
  readonly seconds: number;
};

/** How a training is driven. */
export interface RunTrainingOptions {
  /** Also write a checkpoint every so many steps. */
  readonly checkpointEvery?: number;
  /** Called with every event, to draw it. */
  show(event: TrainingEvent): void;
}

/** The most training, in milliseconds, that a crash may cost. */
const CHECKPOINT_INTERVAL = 20_000;

/** How long training may run, in milliseconds, before signals get their turn. */
const SIGNAL_INTERVAL = 50;

/** What a terminal and an operating system send to end a program; Windows knows no SIGTERM. */
const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM"];

/**
 * Trains, writing checkpoints and metrics into the run's folder.
 *
 * Ctrl-C (or a SIGTERM) writes a checkpoint after the step at hand and gives "interrupted".
 */
export async function runTraining(
  run: PreparedRun,
  { checkpointEvery, show }: RunTrainingOptions,
): Promise<TrainingEnd | "interrupted"> {
  const { directory, config, plan, data, from } = run;
  let interrupted = false;
  const interrupt = () => interrupted = true;
  for (const signal of SIGNALS) Deno.addSignalListener(signal, interrupt);
  const started = performance.now();
  const seconds = () => (from?.seconds ?? 0) + (performance.now() - started) / 1000;
  let checkpointed = started, yielded = started;
  try {
    const events = fit({
      plan,
      train: data.train,
      ...(data.validation && { validation: data.validation }),
      options: config.recipe.training,
      rng: createRng(config.recipe.seed).fork("training"),
      ...(from && { from: from.snapshot }),
    });
    for await (const event of events) {
      show(event);
      // Steps are synchronous work: without a pause no signal would ever be heard.
      if (performance.now() - yielded > SIGNAL_INTERVAL) {
        await new Promise((resolve) => setTimeout(resolve));
        yielded = performance.now();
      }
      const due = performance.now() - checkpointed > CHECKPOINT_INTERVAL ||
        (event.type === "step" && checkpointEvery && event.step % checkpointEvery === 0);
      if (due || interrupted || event.type === "end") {
        await writeCheckpoint(
          directory,
          { snapshot: event.snapshot(), seconds: seconds() },
          config,
        );
        checkpointed = performance.now();
      }
      if (event.type !== "step") {
        const lines = event.history.map((metrics) => JSON.stringify(metrics) + "\n");
        await atomicWriteText(join(directory, RUN_FILES.metrics), lines.join(""));
      }
      if (event.type === "end") return { ...event, seconds: seconds() };
      if (interrupted) return "interrupted";
    }
    throw new Error("Cannot finish the training: it stopped without an end");
  } finally {
    for (const signal of SIGNALS) Deno.removeSignalListener(signal, interrupt);
  }
}
