import type { Scaling } from "../core/preprocessor/scaling.ts";
import { type Examples, fillMissing, scaleExamples } from "../data/mod.ts";

/** The numbers by which examples become what a model takes, fitted on those of the training. */
export interface Preparation {
  /** The value of each column where one is missing. */
  readonly fill?: readonly number[];
  /** The common scale. */
  readonly scaling?: Scaling;
}

/** Examples as a model takes them. */
export function prepareExamples(examples: Examples, { fill, scaling }: Preparation): Examples {
  const filled = fill ? fillMissing(examples, fill) : examples;
  return scaling ? scaleExamples(filled, scaling) : filled;
}
