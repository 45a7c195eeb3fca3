import { errorsOf, KEPT_PARTS, type KeptPart } from "../evaluation/kept_errors.ts";
import { fewestFor, percentile } from "../evaluation/statistics/mod.ts";
import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { FinishedRun } from "../runs/open_run.ts";
import type { SplitData } from "../runs/split_data.ts";

/** The wanted error above which an example is flagged: itself, or that of so many percent of usual ones. */
export type Threshold = { readonly error: number } | { readonly percent: number };

/** The error above which an example is flagged, and where it is from. */
export interface Limit {
  readonly error: number;
  /** The examples whose errors it is a percentile of; absent where it was given. */
  readonly of?: {
    readonly percent: number;
    readonly part: KeptPart;
    readonly examples: number;
  };
  readonly remarks: readonly string[];
}

/**
 * The error that a threshold comes to: a percentile of the validation examples' errors where these are
 * enough to have one, so that as many new examples of the same kind are above it as it says; or else, with
 * a remark, one of the training examples', which are lower than those of new ones.
 *
 * Throws as `errorsOf` does.
 */
export async function limitOf(
  threshold: Threshold,
  run: FinishedRun,
  examples: { autoencoder: LoadedAutoencoder; data: () => Promise<SplitData> },
): Promise<Limit> {
  if ("error" in threshold) return { error: threshold.error, remarks: [] };
  const { percent } = threshold, { validation: held } = run.config.data;
  const fewest = fewestFor(percent), part = held >= fewest ? "validation" : "train";
  const errors = await errorsOf(part, run, examples);
  const why = fewest === Infinity
    ? `No number of validation examples has an error that ${percent} % of new ones do not pass`
    : `${percent} % takes ${fewest} validation ${
      fewest === 1 ? "example" : "examples"
    } or more, the run has ${held || "none"}`;
  return {
    error: percentile(errors, percent),
    of: { percent, part, examples: errors.length },
    remarks: part === "validation" ? [] : [
      `The threshold is of the errors of ${KEPT_PARTS.train}, which are lower than those of new ones: ` +
      `more of these are flagged than it says. ${why}; set data.validation in training, or give ` +
      `the threshold as an error.`,
    ],
  };
}
