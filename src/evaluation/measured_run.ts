import { openComparedModels } from "./compared_models.ts";
import { evaluate } from "./evaluate.ts";
import { finiteExamples } from "./passes/finite_examples.ts";
import { pcaOfRun } from "./pca_file.ts";
import type { Evaluation } from "./record/evaluation.ts";
import type { Examples } from "../data/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { loadRun } from "../runs/load_run.ts";
import { type FinishedRun, openRun } from "../runs/open_run.ts";
import { readExamples, runDataOnce } from "../runs/run_data.ts";
import type { SplitData } from "../runs/split_data.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";

/** A run with the examples that it is measured on. */
export interface MeasuredRun extends AsyncDisposable {
  readonly run: FinishedRun;
  readonly autoencoder: LoadedAutoencoder;
  /** The name of the data. */
  readonly name: string;
  readonly test: Examples;
  readonly classes?: readonly string[] | undefined;
  /** Reads the run's own data, once. */
  readonly own: () => Promise<SplitData>;
  readonly remarks: readonly string[];
  /** Measures it, and the runs of other folders, on the examples. */
  evaluate(others: readonly string[]): Promise<Evaluation>;
}

/**
 * Opens a run and the test examples of its own data, or of others, which it leaves out where they are not
 * finite. Throws an Error, one sentence, where the run is not finished or the data are not for it.
 */
export async function openMeasuredRun(
  directory: string,
  { data }: { readonly data: string | undefined },
): Promise<MeasuredRun> {
  const run = await openRun(directory), { model, config } = run;
  await startRunBackend(config);
  const own = runDataOnce(run), on = await readExamples(run, { data, split: "test", own });
  const autoencoder = await loadRun(directory), { name } = on;
  try {
    // Its own examples it was measured on when it was trained.
    const taken = data === undefined
      ? { examples: on.examples, remarks: [] }
      : await finiteExamples(autoencoder, on.examples, { name });
    const test = taken.examples;
    return {
      ...{ run, autoencoder, name, test, own, classes: on.classes },
      remarks: [...on.remarks, ...taken.remarks],
      async evaluate(others) {
        const pca = await pcaOfRun(run, async () => (await own()).train);
        await using beside = await openComparedModels(run, { others, examples: test, name });
        const { seed } = config.recipe;
        return await evaluate(autoencoder, { model, data: name, test, pca, beside, seed });
      },
      [Symbol.asyncDispose]: () => autoencoder[Symbol.asyncDispose](),
    };
  } catch (error) {
    await autoencoder[Symbol.asyncDispose]();
    throw error;
  }
}
