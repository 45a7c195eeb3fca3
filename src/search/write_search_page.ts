import { join } from "node:path";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import { readCurvesProgram } from "../io/read_curves_program.ts";
import { readHistory } from "../runs/read_history.ts";
import { VERSION } from "../runs/versions.ts";
import type { TrialResult } from "./halving.ts";
import { renderSearch } from "./search_page.ts";
import { rankedTrials } from "./trial_rows.ts";
import { type Search, SEARCH_FILES, trialFolder } from "./search_record.ts";

/** The most trials whose curves are drawn over one another. */
const CURVES = 8;

/** Writes the page of a search as far as it has come, with the evaluation of its best trial once there is one. */
export async function writeSearchPage(
  directory: string,
  search: Search,
  results: readonly TrialResult[],
  end?: { readonly best: TrialResult; readonly evaluation: Evaluation },
): Promise<void> {
  const best = rankedTrials(results).filter(({ error }) => error !== undefined).slice(0, CURVES);
  const histories = await Promise.all(
    best.map(async ({ trial }) => ({
      trial,
      history: (await readHistory(trialFolder(directory, trial)))
        .filter(({ stage }) => stage === undefined),
    })),
  );
  const page = renderSearch({ search, results, histories, ...(end && { end }) }, {
    madeBy: `Isthmus ${VERSION}`,
    program: await readCurvesProgram(),
  });
  await atomicWriteText(join(directory, SEARCH_FILES.page), page);
}
