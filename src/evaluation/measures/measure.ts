import type { Pca } from "../../baselines/mod.ts";
import type { Examples } from "../../data/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import type { TrainedModel } from "../../model/mod.ts";

/** What else than errors an evaluation found of a kind of model. */
export interface Measurement {
  /** What was looked at: "denoising". */
  readonly name: string;
  /** What was found, for people. */
  readonly sentence: string;
  /** The same for programs. */
  readonly values: Readonly<Record<string, number | readonly number[]>>;
}

/** What measures look at. */
export interface MeasureInput {
  readonly model: TrainedModel;
  readonly autoencoder: LoadedAutoencoder;
  /** Absent where the code has as many values as an input. */
  readonly pca?: Pca | undefined;
  readonly test: Examples;
  /** What random damage follows from. */
  readonly seed: number;
}

/** Measures models of one kind on test examples; undefined for those of another. */
export type Measure = (
  input: MeasureInput,
) => Measurement | undefined | Promise<Measurement | undefined>;
