import { type DrawnDreams, dreamsOf } from "../../boltzmann/mod.ts";
import { firstExamples } from "../../data/mod.ts";
import { machinesOf } from "../../pretraining/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";

/** The choices of samples of a stack of machines. */
export interface DreamOptions {
  readonly count: number;
  /** Gibbs steps of the top machine. */
  readonly steps: number;
  /** The start of chains: random states of the top layer, or the first test examples. */
  readonly from: "random" | "data";
  readonly seed: number;
}

/** Samples of a run whose model is a stack of machines. */
export interface Dreams extends DrawnDreams {
  /** The visible and the hidden units of each machine, bottom up. */
  readonly machines: readonly (readonly [number, number])[];
}

/**
 * Draws samples of a run whose model is a stack of machines, as `dreamsOf` does.
 *
 * Throws as `machinesOf` and `readRunData` do, and a RangeError for more chains from test examples than
 * there are.
 */
export async function dreamRun(
  run: FinishedRun,
  { count, steps, from, seed }: DreamOptions,
): Promise<Dreams> {
  const { plan, params } = run.model, machines = machinesOf(plan, params);
  const starts = from === "data" ? firstExamples((await readRunData(run)).test, count) : undefined;
  if (starts && starts.count < count) {
    throw new RangeError(
      `Cannot start ${count} chains at test examples: there are ${starts.count}, give --count ` +
        `${starts.count}`,
    );
  }
  await startRunBackend(run.config);
  return {
    ...dreamsOf(machines, { count, steps, seed, ...(starts && { starts }) }),
    machines: machines.map(({ spec: { visible, hidden } }) => [visible.size, hidden.size] as const),
  };
}
