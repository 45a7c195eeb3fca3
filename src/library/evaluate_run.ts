import type { Evaluation } from "../evaluation/record/evaluation.ts";
import { openMeasuredRun } from "../evaluation/measured_run.ts";

/** The choices of measuring a run. */
export interface EvaluateRunOptions {
  /** Other data to measure on, a known name or a path: the run's own test examples unless given. */
  readonly data?: string;
  /** The folders of other runs to measure on the same examples. */
  readonly beside?: readonly string[];
}

/** The figures of a run. */
export interface RunEvaluation {
  /** The errors of the model, of PCA and of the others. */
  readonly evaluation: Evaluation;
  /** Sentences on what was guessed of the data, or left out. */
  readonly remarks: readonly string[];
}

/**
 * Measures the exported halves of a run, and PCA of its training examples, on the same test examples. Throws
 * an Error, one sentence, where the run is not finished, or the data are not for it.
 *
 * @example
 * ```ts
 * import { evaluateRun } from "isthmus/runs";
 *
 * const { evaluation } = await evaluateRun("runs/strokes-2");
 * assert(evaluation.autoencoder.squaredError > 0 && evaluation.pca !== undefined);
 * ```
 */
export async function evaluateRun(
  directory: string,
  { data, beside = [] }: EvaluateRunOptions = {},
): Promise<RunEvaluation> {
  await using measured = await openMeasuredRun(directory, { data });
  return { evaluation: await measured.evaluate(beside), remarks: measured.remarks };
}
