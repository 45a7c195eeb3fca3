import type { Pca } from "../baselines/mod.ts";
import type { ComparedModel } from "../evaluation/compared_models.ts";
import { evaluate } from "../evaluation/evaluate.ts";
import type { Evaluation } from "../evaluation/record/evaluation.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import type { SplitData } from "../runs/split_data.ts";
import type { Pause } from "./create_pause.ts";

/** Everything that a run is measured with. */
export interface RunMeasuring {
  readonly data: SplitData;
  readonly autoencoder: LoadedAutoencoder;
  readonly pca: Pca | undefined;
  readonly beside: readonly ComparedModel[];
  /** A place between pieces of long synchronous work. */
  readonly pause?: Pause;
}

/** Measures a run on its own test examples; needs the backend. */
export async function measureRun(
  { config, model }: FinishedRun,
  { data, autoencoder, pca, beside, pause }: RunMeasuring,
): Promise<Evaluation> {
  return await evaluate(autoencoder, {
    model,
    data: config.data.name,
    test: data.test,
    pca,
    beside,
    seed: config.recipe.seed,
    pause,
  });
}
