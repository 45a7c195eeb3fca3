import type { Pca } from "../baselines/mod.ts";
import type { Examples } from "../data/mod.ts";
import { type Evaluation, EVALUATION_VERSION } from "./record/evaluation.ts";
import { reconstructionError } from "./statistics/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import { countParams, type TrainedModel } from "../model/mod.ts";
import type { ComparedModel } from "./compared_models.ts";
import { measureModel } from "./measures/mod.ts";
import { evaluateSparseCodes } from "./passes/evaluate_sparse_codes.ts";
import { evaluatePca } from "./pca_of_same_size.ts";

/** Everything that an evaluation needs besides the exported halves. */
export interface EvaluateInput {
  readonly model: TrainedModel;
  /** The name of the data that the examples are of. */
  readonly data: string;
  readonly test: Examples;
  /** Absent where the code has as many values as an input. */
  readonly pca: Pca | undefined;
  /** Other models to measure on the same examples. */
  readonly beside: readonly ComparedModel[];
  /** The seed of random damage. */
  readonly seed: number;
  /** Waited for between pieces of long synchronous work. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** Measures exported halves and PCA on the same test examples. */
export async function evaluate(
  autoencoder: LoadedAutoencoder,
  { model, data, test, pca, beside, seed, pause }: EvaluateInput,
): Promise<Evaluation> {
  const errorsOf = (model: LoadedAutoencoder) =>
    reconstructionError(test, async (batch) => (await model.reconstruct(batch, batch)).values);
  const errors = await errorsOf(autoencoder);
  const others: Evaluation["beside"] = [];
  for (const { name, codeSize, autoencoder } of beside) {
    others.push({ name, codeSize, ...await errorsOf(autoencoder) });
  }
  const { squaredError } = errors;
  const sparse = await evaluateSparseCodes(autoencoder, { model, test, squaredError });
  return {
    version: EVALUATION_VERSION,
    data,
    test: test.count,
    model: { codeShape: [...model.plan.codeShape], parameters: countParams(model.plan) },
    autoencoder: errors,
    ...(others.length > 0 && { beside: others }),
    ...(pca && { pca: await evaluatePca(pca, { plan: model.plan, test, pause }) }),
    ...(sparse && { sparse }),
    measures: await measureModel({ model, autoencoder, pca, test, seed }),
  };
}
