import type { Pca } from "../../baselines/mod.ts";
import type { ComparedModel } from "../../evaluation/compared_models.ts";
import type { Evaluation, SparseEvaluation } from "../../evaluation/record/evaluation.ts";
import { codeStatistics } from "../../evaluation/statistics/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";
import type { SplitData } from "../../runs/split_data.ts";
import type { EpochMetrics } from "../../training/mod.ts";

/** Everything that a report is made from; sections that run the trainer need the backend. */
export interface ReportInput {
  readonly run: FinishedRun;
  readonly data: SplitData;
  /** Absent where the code has as many values as an input. */
  readonly pca: Pca | undefined;
  readonly autoencoder: LoadedAutoencoder;
  /** Other runs to show beside it, those of the evaluation. */
  readonly beside: readonly ComparedModel[];
  readonly evaluation: Evaluation;
  /** All epochs, those of stages among them. */
  readonly history: readonly EpochMetrics[];
}

/** The figures of a model's sparse codes, and how often each latent fires. */
export type FiringCodes = SparseEvaluation & {
  /** The share of the test examples on which each latent fires. */
  readonly rates: Float32Array;
};

/** The input of a report with what several sections need of it, found once. */
export type ReportContext = ReportInput & {
  /** The way from the data to the input of the model. */
  readonly preprocessor: RunPreprocessor;
  /** The epochs of the whole model's training. */
  readonly history: readonly EpochMetrics[];
  /** The epochs of the stages before it. */
  readonly earlier: readonly EpochMetrics[];
  /** Absent of models whose codes are not sparse. */
  readonly sparse?: FiringCodes;
};

/** Finds what several sections need. Thousands of rates are for pictures, and so no part of an evaluation. */
export async function reportContext(input: ReportInput): Promise<ReportContext> {
  const { evaluation: { sparse }, autoencoder, data: { test }, run } = input;
  const preprocessor = await readPreprocessor(run.directory);
  const [history, earlier] = [false, true].map((isStage) =>
    input.history.filter(({ stage }) => (stage !== undefined) === isStage)
  );
  const context = { ...input, preprocessor, history, earlier };
  if (!sparse) return context;
  const { rates } = await codeStatistics(test, (batch) => autoencoder.encode(batch, batch));
  return { ...context, sparse: { ...sparse, rates } };
}
