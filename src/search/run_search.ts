import { listWords } from "../core/sentences.ts";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import { prepareResumedRun } from "../workflows/reopen_run.ts";
import { completeRun } from "../workflows/training/complete_run.ts";
import { ranked, rungsOf, type TrialResult, trialsOf } from "./halving.ts";
import type { TrialEnd, TrialTask } from "./run_trial.ts";
import { readResults, type Search, trialFolder, writeResults } from "./search_record.ts";
import { createTrialPool } from "./trial_pool.ts";
import { writeSearchPage } from "./write_search_page.ts";

/** The choices of running a search. */
export interface RunSearchOptions {
  /** The folder of the search, which this process alone writes into. */
  readonly directory: string;
  /** The number of trials that are trained at once. */
  readonly processes: number;
  /** Interrupts the search: each trial that runs leaves a checkpoint. */
  readonly signal: AbortSignal;
  /** Called with a line on each thing that was done. */
  say(line: string): void;
}

/** The end of a search: the best trial, finished and measured, or that it was interrupted. */
export type SearchEnd =
  | { readonly type: "interrupted"; readonly results: readonly TrialResult[] }
  | {
    readonly type: "end";
    readonly results: readonly TrialResult[];
    readonly best: TrialResult;
    /** The run of the best trial, and what it was measured to do. */
    readonly run: string;
    readonly evaluation: Evaluation;
  };

/**
 * Runs a search from where it stands: round by round, each with the best trials of the one before by their
 * validation errors, and the best of the last is finished and measured on the test examples, which nothing
 * looks at before. Throws an Error, one sentence, where every trial of a round failed.
 */
export async function runSearch(search: Search, options: RunSearchOptions): Promise<SearchEnd> {
  const { directory, processes, signal, say } = options;
  const { recipe, factor, trials } = search;
  const rungs = rungsOf({ trials: trials.length, epochs: recipe.training.epochs, factor });
  let results = await readResults(directory), written = Promise.resolve();
  const pool = createTrialPool(search, { size: processes });
  try {
    for (const [round, { epochs }] of rungs.entries()) {
      const chosen = trialsOf(round, { rungs, results });
      if (chosen.length === 0) throw failure(results, round - 1);
      const isDone = (trial: number) =>
        results.some((result) => result.trial === trial && result.round === round);
      const tasks = chosen.filter((trial) => !isDone(trial))
        .map((trial) => ({ trial, epochs, directory: trialFolder(directory, trial) }));
      if (tasks.length > 0) {
        say(
          `Round ${round + 1} of ${rungs.length}: ${counted(chosen.length, "trial")} to ${
            counted(epochs, "epoch")
          }`,
        );
      }
      await pool.run(tasks, {
        signal,
        async onEnd(task: TrialTask, end: TrialEnd) {
          if (end.type === "interrupted") return;
          results = [...results, resultOf(task, round, end)];
          say(lineOf(task, end, search));
          // One after the other: each writes all that there is by then.
          written = written.then(() => writeResults(directory, results));
          await written;
        },
      });
      await writeSearchPage(directory, search, results);
      if (signal.aborted) return { type: "interrupted", results };
    }
  } finally {
    await pool.close();
  }
  const [best] = ranked(results.filter(({ round }) => round === rungs.length - 1));
  if (best?.error === undefined) throw failure(results, rungs.length - 1);
  const run = trialFolder(directory, best.trial);
  say(`Finishing trial ${best.trial + 1}, the best by its validation error`);
  const evaluation = await finishBest(run, signal);
  if (!evaluation) return { type: "interrupted", results };
  await writeSearchPage(directory, search, results, { best, evaluation });
  return { type: "end", results, best, run, evaluation };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function resultOf(
  { trial }: TrialTask,
  round: number,
  end: Exclude<TrialEnd, { type: "interrupted" }>,
): TrialResult {
  const { epochs } = end;
  return end.type === "failed"
    ? { trial, round, epochs, failed: end.failed }
    : { trial, round, epochs, error: end.error };
}

function lineOf(
  { trial }: TrialTask,
  end: Exclude<TrialEnd, { type: "interrupted" }>,
  { trials }: Search,
): string {
  const values = Object.entries(trials[trial])
    .map(([path, value]) => `${path}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const outcome = end.type === "failed"
    ? `failed: ${end.failed}`
    : `error ${end.error.toPrecision(5)}`;
  return `trial ${String(trial + 1).padStart(3)}  ${outcome}  ${values.join(" ")}`;
}

/** The error of a round in which no trial came to a validation error. */
function failure(results: readonly TrialResult[], round: number): Error {
  const reasons = results.filter((result) => result.round === round)
    .flatMap(({ failed }) => failed ?? []);
  return new Error(
    `Cannot go on with the search: every trial of round ${round + 1} failed (${
      listWords([...new Set(reasons)].slice(0, 2))
    })`,
  );
}

/** Finishes the run of the best trial and gives its evaluation; undefined where it was interrupted. */
async function finishBest(
  directory: string,
  signal: AbortSignal,
): Promise<Evaluation | undefined> {
  try {
    using run = await prepareResumedRun(directory, { overrides: {}, signal });
    const end = await completeRun(run, { signal, onEvent() {} });
    return end.type === "finished" ? end.finished.evaluation : undefined;
  } catch (error) {
    if (signal.aborted && error === signal.reason) return undefined;
    throw error;
  }
}
