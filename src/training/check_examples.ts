import { sizeOf } from "../core/shape.ts";
import { type Examples, gatherBatch, sumsToOne } from "../data/mod.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import type { Plan } from "../model/mod.ts";

/**
 * Throws a RangeError, one sentence, for examples that a model cannot learn from: values outside [0, 1]
 * or rows that are not distributions where its loss has no meaning for them, and labels that are
 * missing or too many for a model that depends on them.
 */
export function checkExamples(
  examples: Examples,
  { plan, name }: { plan: Plan; name: string },
): void {
  checkLabels(examples, { plan, name });
  const { name: loss, examples: expected } = reconstructionLossOf(plan.spec.reconstructionLoss);
  if (expected === "any") return;
  if (expected === "unit-interval" && examples.values instanceof Uint8Array) return;
  const size = sizeOf(examples.shape);
  for (let example = 0; example < examples.count; example++) {
    const x = gatherBatch(examples, [example]);
    const outside = x.findIndex((value) => !(value >= 0 && value <= 1));
    if (outside >= 0) {
      throw new RangeError(
        `Cannot train on ${name} with ${loss}: value ${outside} of example ${example} is ${
          x[outside]
        }, expected values in [0, 1]; set data.scale=unit, which brings them there`,
      );
    }
    if (expected === "unit-interval") continue;
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

/** Throws a RangeError, one sentence, for labels that are missing or too many for a model. */
export function checkLabels(
  { labels }: Examples,
  { plan: { classes }, name }: { plan: Plan; name: string },
): void {
  if (classes === undefined) return;
  if (!labels) {
    throw new RangeError(
      `Cannot train on ${name}: the model depends on the class of each example, and these have no labels`,
    );
  }
  const largest = labels.reduce((most, label) => Math.max(most, label), 0);
  if (largest < classes) return;
  throw new RangeError(
    `Cannot train on ${name}: it has a class ${largest}, and the model knows ${classes} classes from 0 ` +
      `on; set model.classes=${largest + 1}`,
  );
}
