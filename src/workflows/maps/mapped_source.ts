import type { NdArray } from "../../core/nd_array.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";
import type { NamedExamples } from "../../runs/run_data.ts";
import type { NewQuery } from "../retrieval/query_example.ts";

/** Examples that are mapped, with all that is known of them. */
export interface MappedExamples {
  readonly named: NamedExamples;
  /** The way that their values were made, by which pictures are drawn and columns told. */
  readonly preprocessor: RunPreprocessor;
  /** Their codes [N, C]. */
  readonly codes?: NdArray | undefined;
  /** A query, and its code [C]. */
  readonly asked?: { readonly title: string; readonly code: Float32Array };
}

/** The place where examples and codes come from. */
export interface MappedSource {
  /** The run whose codes are mapped; without one, data are mapped by their inputs, or by codes of a file. */
  readonly run?: string | undefined;
  /** Other data than the run's own; needed without a run. */
  readonly data?: string | undefined;
  readonly split: "train" | "test";
  /** A file of codes [N, C] of the examples. */
  readonly codes?: string | undefined;
  /** Fields of `data` in a recipe, by their paths, for data that are read without a run. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** A text or a picture that the encoder of the run gives a code. */
  readonly query?: NewQuery | undefined;
  readonly seed: number;
}
