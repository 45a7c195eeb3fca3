import type { NdArray } from "../../core/nd_array.ts";
import type { PreprocessorConfig } from "../../core/preprocessor/preprocessor.ts";
import type { NamedExamples } from "../../runs/run_data.ts";

/** Examples that are mapped, with all that is known of them. */
export interface MappedExamples {
  readonly named: NamedExamples;
  /** The way that their values were made, by which pictures are drawn. */
  readonly preprocessor: PreprocessorConfig;
  /** Their codes [N, C]. */
  readonly codes?: NdArray | undefined;
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
  readonly seed: number;
}
