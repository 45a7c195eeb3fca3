import type { Pca } from "../../baselines/mod.ts";
import type { Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { TrainedModel } from "../../model/mod.ts";
import type { Measurement } from "../record/evaluation.ts";

/** The model that measures look at, and what they look at it with. */
export interface MeasureInput {
  readonly model: TrainedModel;
  readonly autoencoder: LoadedAutoencoder;
  /** Absent where the code has as many values as an input. */
  readonly pca?: Pca | undefined;
  readonly test: Examples;
  /** The seed of random damage. */
  readonly seed: number;
}

/** Measures models of one kind on test examples; undefined for those of another. */
export type Measure = (
  input: MeasureInput,
) => Measurement | undefined | Promise<Measurement | undefined>;
