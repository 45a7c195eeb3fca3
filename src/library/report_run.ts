import { openRun } from "../runs/open_run.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";
import { renewReport } from "../workflows/renew_report.ts";

/**
 * Writes the report of a run anew, with other runs beside it where they are named; gives its path. Throws an
 * Error, one sentence, where the run is not finished, and where another process writes into its folder.
 *
 * @example
 * ```ts
 * import { reportRun } from "isthmus/runs";
 *
 * assertEquals(await reportRun("runs/strokes-2"), "runs/strokes-2/report.html");
 * ```
 */
export async function reportRun(
  directory: string,
  { beside = [] }: {
    /** The folders of other runs to show beside it. */
    readonly beside?: readonly string[];
  } = {},
): Promise<string> {
  const run = await openRun(directory);
  await startRunBackend(run.config);
  return `${directory}/${await renewReport(run, { others: beside })}`;
}
