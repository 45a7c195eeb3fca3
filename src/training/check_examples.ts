import { sizeOf } from "../core/shape.ts";
import { type Examples, gatherBatch, sumsToOne } from "../data/mod.ts";
import type { ReconstructionLossName } from "../losses/mod.ts";

/**
 * Throws a RangeError, one sentence, for examples that a loss has no meaning for: values outside
 * [0, 1] under binary cross-entropy, rows that are not distributions under categorical.
 */
export function checkExamples(
  examples: Examples,
  { loss, name }: { loss: ReconstructionLossName; name: string },
): void {
  if (loss === "mean-squared-error") return;
  if (loss === "binary-cross-entropy" && examples.values instanceof Uint8Array) return;
  const size = sizeOf(examples.shape);
  for (let example = 0; example < examples.count; example++) {
    const x = gatherBatch(examples, [example]);
    const outside = x.findIndex((value) => !(value >= 0 && value <= 1));
    if (outside >= 0) {
      throw new RangeError(
        `Cannot train on ${name} with ${loss}: value ${outside} of example ${example} is ${
          x[outside]
        }, expected values in [0, 1]; scale the data, or set model.loss=mean-squared-error`,
      );
    }
    if (loss === "binary-cross-entropy") continue;
    const sum = x.reduce((total, value) => total + value, 0);
    if (!sumsToOne(sum)) {
      throw new RangeError(
        `Cannot train on ${name} with ${loss}: the ${size} values of example ${example} sum to ${
          sum.toPrecision(4)
        }, expected a distribution that sums to 1`,
      );
    }
  }
}
