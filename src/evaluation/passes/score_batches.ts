import { type Pca, reconstructPca } from "../../baselines/mod.ts";
import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { type ConsecutiveBatch, consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import {
  negativeElbos,
  type SquaredErrors,
  squaredErrors,
  type VariationalDecoder,
  type VariationalModel,
} from "../statistics/mod.ts";

/** The figures that examples are scored by besides their errors. */
export interface ScoreOptions {
  /** PCA to score as well. */
  readonly pca?: Pca | undefined;
  /** The halves of a variational model, for the bound of each example, and what its draws come from. */
  readonly variational?:
    | { readonly model: VariationalModel & { decoder: VariationalDecoder }; readonly rng: Rng }
    | undefined;
}

/** The scores of examples that stand side by side. */
export interface ScoredBatch {
  readonly batch: ConsecutiveBatch;
  readonly errors: SquaredErrors;
  /** The squared error of PCA, summed over each example. */
  readonly pcaErrors?: Float64Array;
  /** The negative evidence lower bound of each example, in nats. */
  readonly negativeElbos?: Float64Array;
}

const BATCH_SIZE = 500;

/** Scores all examples in their order, a batch at a time. */
export async function* scoreBatches(
  autoencoder: Pick<LoadedAutoencoder, "reconstruct">,
  examples: Examples,
  { pca, variational }: ScoreOptions = {},
): AsyncGenerator<ScoredBatch, void> {
  const size = sizeOf(examples.shape);
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const { values } = await autoencoder.reconstruct(batch, batch);
    yield {
      batch,
      errors: squaredErrors(batch.values, values, { size }),
      ...(pca && {
        pcaErrors: squaredErrors(batch.values, reconstructPca(pca, batch.values), { size }).sums,
      }),
      ...(variational && {
        negativeElbos: await negativeElbos(batch, variational.model, { rng: variational.rng }),
      }),
    };
  }
}
