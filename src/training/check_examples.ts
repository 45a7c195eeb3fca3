import { sizeOf } from "../core/shape.ts";
import { type Examples, gatherBatch, sumsToOne } from "../data/mod.ts";
import { type ExampleKind, reconstructionLossOf } from "../losses/mod.ts";
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
  // The loss of a classifier compares labels, whatever its inputs are.
  if (plan.spec.target) return;
  const { name: loss, examples: expected } = reconstructionLossOf(plan.spec.reconstructionLoss);
  const size = sizeOf(examples.shape), isBytes = examples.values instanceof Uint8Array;
  const groups = typeof expected === "string" ? [{ kind: expected, size }] : expected;
  const needs = groups.some(({ kind }) => kind === "distributions" || (kind !== "any" && !isBytes));
  if (!needs) return;
  for (let example = 0; example < examples.count; example++) {
    const x = gatherBatch(examples, [example]);
    let from = 0;
    for (const { kind, size } of groups) {
      checkValues(x.subarray(from, from + size), { kind, from, what: { name, loss, example } });
      from += size;
    }
  }
}

/** Throws a RangeError, one sentence, for values of one example that are not of a kind. */
function checkValues(
  x: Float32Array,
  { kind, from, what: { name, loss, example } }: {
    kind: ExampleKind;
    /** The number of values before them. */
    from: number;
    what: { name: string; loss: string; example: number };
  },
): void {
  if (kind === "any") return;
  const outside = x.findIndex((value) => !(value >= 0 && value <= 1));
  if (outside >= 0) {
    throw new RangeError(
      `Cannot train on ${name} with ${loss}: value ${from + outside} of example ${example} is ${
        x[outside]
      }, expected values in [0, 1]; set data.scale=unit, which brings them there`,
    );
  }
  if (kind === "unit-interval") return;
  const sum = x.reduce((total, value) => total + value, 0);
  if (sumsToOne(sum)) return;
  throw new RangeError(
    `Cannot train on ${name} with ${loss}: the ${x.length} values of example ${example} sum to ${
      sum.toPrecision(4)
    }, expected a distribution that sums to 1`,
  );
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
