import { readBytes } from "../io/files/read_bytes.ts";
import { join } from "@std/path";
import { openComparedModels } from "../evaluation/compared_models.ts";
import { checkParity } from "../evaluation/parity/check_parity.ts";
import { pcaOfRun } from "../evaluation/pca_file.ts";
import type { Parity } from "../evaluation/record/evaluation.ts";
import { readEvaluation, writeEvaluation } from "../evaluation/record/evaluation_file.ts";
import { writeModelCard } from "../report/write_model_card.ts";
import { writeReport } from "../report/write_report.ts";
import { writeManifest } from "../runs/manifest.ts";
import { loadRun } from "../runs/load_run.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import { readHistory } from "../runs/read_history.ts";
import { readRunData } from "../runs/run_data.ts";
import { lockRun, RUN_FILES } from "../runs/run_folder.ts";
import type { SplitData } from "../runs/split_data.ts";
import { readTrainingSeconds } from "../runs/read_training_seconds.ts";
import { measureRun } from "./measure_run.ts";

/**
 * Writes the report and the card of a run anew, from the evaluation in its folder; gives the path of the
 * report within it. Needs the backend.
 *
 * Beside other runs it is measured anew, and so it is where an older version left no evaluation: then the
 * folder has one afterwards. Throws an Error, one sentence, where another command writes into the folder.
 */
export async function renewReport(
  run: FinishedRun,
  { others }: {
    /** The folders of other runs to show beside it. */
    others: readonly string[];
  },
): Promise<string> {
  using _ = lockRun(run.directory);
  return await writeReportAnew(run, { others, data: await readRunData(run) });
}

/** Does as `renewReport` does in a folder that is locked, with the data at hand. */
export async function writeReportAnew(
  run: FinishedRun,
  { others, data }: { others: readonly string[]; data: SplitData },
): Promise<string> {
  const { directory, config } = run, { name } = config.data;
  const { stopped } = run, all = await readHistory(directory);
  // A training that went on from where it was left may have come further than the weights.
  const history = stopped
    ? all.filter(({ stage, epoch }) => stage !== undefined || epoch <= stopped.epochs)
    : all;
  const stored = await readEvaluation(directory), isAlone = others.length === 0;
  const pca = await pcaOfRun(run, () => Promise.resolve(data.train));
  await using autoencoder = await loadRun(directory);
  await using beside = await openComparedModels(run, { others, examples: data.test, name });
  const measure = async () => {
    const seconds = stored ? stored.seconds : await readTrainingSeconds(directory);
    const parity = await parityOf(run);
    return { ...await measureRun(run, { data, autoencoder, pca, beside }), parity, seconds };
  };
  const evaluation = stored && isAlone ? stored : await measure();
  if (!stored && isAlone) await writeEvaluation(directory, evaluation);
  if (isAlone) await writeModelCard(run, evaluation);
  await writeReport({ run, data, pca, autoencoder, beside, evaluation, history });
  await writeManifest(directory);
  return RUN_FILES.report;
}

/** Compares the exported halves in the folder of a run with the trainer. */
async function parityOf({ directory, model }: FinishedRun): Promise<Parity> {
  const [encoder, decoder] = await Promise.all(
    [RUN_FILES.encoder, RUN_FILES.decoder].map((path) => readBytes(join(directory, path))),
  );
  return await checkParity(model, { encoder, decoder });
}
