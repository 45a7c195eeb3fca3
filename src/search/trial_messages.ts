import type { TrialEnd, TrialTask } from "./run_trial.ts";
import type { Search } from "./search_record.ts";

/** The words to a thread that runs trials. */
export type TrialQuestion =
  | { readonly type: "run"; readonly task: TrialTask }
  | { readonly type: "stop" };

/** Its answer, once for each trial. */
export type TrialAnswer = TrialEnd;

/** The parts of a search that trials depend on. */
export type TrialSearch = Pick<Search, "recipe" | "trials" | "numerics">;
