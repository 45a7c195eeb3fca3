import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import type { Examples } from "../data/mod.ts";
import type { EpochMetrics, Snapshot, TrainingEvent } from "../training/mod.ts";
import type { CheckedData } from "./check_label_units.ts";

type Params = Readonly<Record<string, NdArray>>;

/** The surroundings in which examples of a stage are made. */
export interface ExamplesAt {
  /** The parameters so far. */
  readonly whole: Params;
  /** The number of examples by that of the training examples: 1 for these. */
  readonly share: number;
  readonly rng: Rng;
  /** Its training examples, where others than these are made: what was measured on them counts for all. */
  readonly like?: Examples;
}

/** A part of a model that is trained by itself, before the whole is. */
export interface Stage {
  /** The words for it: `encoder.1, 784 to 1000`. */
  readonly name: string;
  /** Its examples, made of those of the whole by the parameters so far. */
  examplesOf(examples: Examples, at: ExamplesAt): Examples;
  readonly options: { readonly epochs: number; readonly batchSize: number };
  /** Trains it on examples of its own, from its parameters in those of the whole model. */
  train(input: {
    readonly whole: Params;
    readonly train: Examples;
    readonly validation?: Examples;
    readonly rng: Rng;
    readonly from?: Snapshot;
  }): AsyncGenerator<TrainingEvent, void>;
  /**
   * Throws a RangeError, one sentence, for training examples of the whole that it cannot learn from; absent
   * of stages that any will do for.
   */
  check?(train: Examples, data: CheckedData): void;
  /** A sentence on an epoch that does not go as it should; undefined for others. */
  warn?(epoch: EpochMetrics): string | undefined;
  /** The parameters of the whole model, with those that it was trained to on these examples. */
  put(whole: Params, trained: Params, examples: Examples): Params;
}
