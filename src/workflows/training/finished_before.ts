import { readEvaluation } from "../../evaluation/record/evaluation_file.ts";
import { isFinished } from "../../runs/is_finished.ts";
import { openRun } from "../../runs/open_run.ts";
import type { FinishedTraining, Trained } from "./finish_run.ts";
import type { PreparedRun } from "../prepare_run.ts";

/**
 * The outcome of a training as an earlier process finished it; undefined where it did not, and where it is
 * not complete.
 */
export async function finishedBefore(
  { directory, plan }: Pick<PreparedRun, "directory" | "plan">,
  { progress }: Pick<Trained, "progress">,
): Promise<FinishedTraining | undefined> {
  if (!await isFinished(directory, { plan, progress })) return undefined;
  const evaluation = await readEvaluation(directory);
  if (evaluation?.parity === undefined || evaluation.seconds === undefined) return undefined;
  const { parity, seconds } = evaluation;
  return { run: await openRun(directory), evaluation: { ...evaluation, parity, seconds } };
}
