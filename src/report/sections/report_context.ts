import type { Pca } from "../../baselines/mod.ts";
import type { BesideRun } from "../../evaluation/beside_run.ts";
import type { Evaluation } from "../../evaluation/evaluate.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import type { SplitData } from "../../runs/split_data.ts";
import type { EpochMetrics } from "../../training/mod.ts";

/** The material of a report; sections that run the trainer need the backend. */
export interface ReportContext {
  readonly run: FinishedRun;
  readonly data: SplitData;
  /** Absent where the code has as many values as an input. */
  readonly pca: Pca | undefined;
  readonly autoencoder: LoadedAutoencoder;
  /** Other runs to show beside it, those of the evaluation. */
  readonly beside: readonly BesideRun[];
  readonly evaluation: Evaluation;
  readonly history: readonly EpochMetrics[];
  /** Seconds of training. */
  readonly seconds: number;
}
