import type { RawUnits } from "../export/mod.ts";
import type { RunPreprocessor } from "../preprocessing/mod.ts";
import { readPreprocessor } from "../runs/preprocessor_file.ts";
import { largestValue } from "../data/mod.ts";
import { missingErrors, writeErrors } from "../evaluation/kept_errors.ts";
import { readEvaluation, writeEvaluation } from "../evaluation/record/evaluation_file.ts";
import { writeManifest } from "../runs/manifest.ts";
import { loadRun } from "../runs/load_run.ts";
import { openRun } from "../runs/open_run.ts";
import { readRunData } from "../runs/run_data.ts";
import { lockRun, RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";
import { writeCodeSpace } from "./code_space.ts";
import { type ExportedRun, exportRun } from "./export_run.ts";

/** The files of a renewed export, and what it could not write. */
export type RenewedExport = ExportedRun & {
  /** The files that are missing, and why: one sentence on the data, which are not to be had. */
  readonly missing?: string;
};

/**
 * Writes the exported files of a finished run anew, so that one of an older version is as complete as a
 * new one; its evaluation, where it has one, is then of these files. Throws as `openRun`, `lockRun`,
 * `readEvaluation` and `exportRun` do.
 */
export async function renewExport(
  directory: string,
  { withPreprocessing = false }: { withPreprocessing?: boolean } = {},
): Promise<RenewedExport> {
  const run = await openRun(directory);
  using _ = lockRun(directory);
  await startRunBackend(run.config);
  const read = await dataOf(() => readRunData(run));
  const evaluation = await readEvaluation(directory);
  const units = withPreprocessing
    ? unitsOf(await readPreprocessor(directory), directory)
    : undefined;
  const { paths, parity } = await exportRun(run, {
    ...(!("missing" in read) && { largest: largestValue(read.train) }),
    ...(units && { units }),
  });
  if (evaluation) await writeEvaluation(directory, { ...evaluation, parity });
  if ("missing" in read) {
    await writeManifest(directory);
    const files = [RUN_FILES.codeSpace, ...await missingErrors(run)];
    return { paths, parity, missing: `Could not write ${files.join(", ")}: ${read.missing}` };
  }
  await using autoencoder = await loadRun(directory);
  const codeSpace = await writeCodeSpace(run, { data: read, autoencoder });
  const { seed } = run.config.recipe;
  const errors = await writeErrors(directory, { autoencoder, data: read, seed });
  await writeManifest(directory);
  return { paths: [...paths, codeSpace, ...errors], parity };
}

/** The units of the data that a model was trained on. Throws an Error, one sentence, for texts. */
function unitsOf(
  { kind, numbers, fill, bytesScale, threshold, scaling }: RunPreprocessor,
  directory: string,
): RawUnits {
  if (kind === "text") {
    throw new TypeError(
      `Cannot export ${directory} with preprocessing: its inputs are texts, and words are counted ` +
        `outside of a graph`,
    );
  }
  return {
    // Models of older versions do not say which numbers they were trained on; most images are bytes.
    factor: (numbers ?? (kind === "image" ? "bytes" : "floats")) === "bytes" ? bytesScale : 1,
    ...(fill && { fill }),
    ...(threshold !== undefined && { threshold }),
    ...(scaling && { scaling }),
  };
}

/** The data of a run, or why it is not to be had. */
async function dataOf(
  read: () => Promise<SplitData>,
): Promise<SplitData | { readonly missing: string }> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { missing: error.message };
  }
}
