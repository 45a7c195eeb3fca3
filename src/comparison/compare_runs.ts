import { readCurvesProgram } from "../io/read_curves_program.ts";
import { atomicWriteText } from "../io/files/atomic_write.ts";
import { makeFolderOf } from "../io/files/make_folder_of.ts";
import { VERSION } from "../runs/versions.ts";
import type { ComparedRun } from "./compared_run.ts";
import { comparisonPage } from "./comparison_page.ts";
import { nameRuns } from "./name_runs.ts";
import { readComparedRun } from "./read_compared_run.ts";

/**
 * Reads runs to compare, at whatever point their training is. Throws an Error, one sentence, for a folder that
 * holds no run or is named twice, and for files that are damaged.
 */
export async function readComparedRuns(directories: readonly string[]): Promise<ComparedRun[]> {
  const names = nameRuns(directories);
  return await Promise.all(
    directories.map((directory, i) => readComparedRun(directory, names[i])),
  );
}

/** Writes the page of a comparison: one file that asks nothing of anybody. */
export async function writeComparison(out: string, runs: readonly ComparedRun[]): Promise<void> {
  const page = comparisonPage(runs, {
    madeBy: `Isthmus ${VERSION}`,
    program: await readCurvesProgram(),
  });
  await makeFolderOf(out);
  await atomicWriteText(out, page);
}
