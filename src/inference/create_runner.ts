import type { NdArray } from "../core/nd_array.ts";
import { createTurns } from "../core/create_turns.ts";
import type { LabelOptions } from "./loaded_autoencoder.ts";
import type { OrtSession } from "./ort_runtime.ts";
import { type BatchRun, runBatches } from "./run_batches.ts";

/** One kind of run, whatever examples it is asked for. */
export type Run<Name extends string> = Omit<BatchRun<Name>, "batchSize" | "labels">;

/**
 * The turns that all runs of a model share: they follow each other, and none follows its disposal.
 */
export interface Runner {
  /**
   * Prepares a kind of run: its outputs for a batch `[B, ...inputShape]`, in the order of the
   * calls.
   */
  prepare<Name extends string>(
    run: Run<Name>,
  ): (batch: NdArray, options?: LabelOptions) => Promise<Record<Name, NdArray>>;
  /** Has one more session to release; throws a TypeError, and releases it, where nothing runs any more. */
  add(session: OrtSession): Promise<void>;
  /** Releases the sessions after the runs that were asked for; may be called twice. */
  dispose(): Promise<void>;
}

/** Runs the sessions of one model, from its first on, in batches of a bounded size. */
export function createRunner(
  first: OrtSession,
  { batchSize }: { batchSize: number },
): Runner {
  const inTurn = createTurns(), sessions = [first];
  let disposed: Promise<void> | undefined;
  return {
    prepare: (run) => (batch, { labels } = {}) => {
      if (disposed !== undefined) return Promise.reject(refusal(run.what));
      return inTurn(() => runBatches(batch, { ...run, batchSize, labels }));
    },
    async add(session) {
      if (disposed === undefined) return void sessions.push(session);
      await session.release();
      throw refusal("load its encoder");
    },
    dispose: () =>
      disposed ??= inTurn(async () => {
        for (const session of sessions) await session.release();
      }),
  };
}

function refusal(what: string): TypeError {
  return new TypeError(`Cannot ${what}: the autoencoder was disposed of, load it again`);
}
