import { formatNumber } from "../plots/format_number.ts";
import { ranked, type TrialResult } from "./halving.ts";
import type { Search } from "./search_record.ts";

/** The trials of a search as the rows of a table, the best first. */
export interface TrialRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Lays the trials of a search out as a table: by the round that they came to, then by their error in it. */
export function trialRows(
  { space, trials }: Pick<Search, "space" | "trials">,
  results: readonly TrialResult[],
): TrialRows {
  const paths = Object.keys(space.fields);
  return {
    columns: ["trial", "epochs", "validation error", ...paths],
    rows: rankedTrials(results).map(({ trial, epochs, error, failed }) => [
      String(trial + 1),
      String(epochs),
      error === undefined ? `failed: ${failed}` : formatNumber(error, { digits: 4 }),
      ...paths.map((path) => valueText(trials[trial][path])),
    ]),
  };
}

/** The last result of each trial, those of later rounds first, and of a round the best first. */
export function rankedTrials(results: readonly TrialResult[]): TrialResult[] {
  const rounds = [...new Set(results.map(({ round }) => round))].sort((a, b) => b - a);
  const seen = new Set<number>();
  return rounds.flatMap((round) => ranked(results.filter((result) => result.round === round)))
    .filter(({ trial }) => !seen.has(trial) && seen.add(trial));
}

/** A value as a table shows it. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
