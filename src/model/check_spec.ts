import { formatShape, sameShape } from "../core/shape.ts";
import type { PlannedLayer, Traits } from "../layers/mod.ts";
import { type ReconstructionLossName, reconstructionLossOf } from "../losses/mod.ts";
import type { PenaltySpec } from "../penalties/mod.ts";
import type { Plan } from "./plan.ts";

/** Throws a RangeError for last layers that do not give what the loss compares: inputs, or classes. */
export function checkOutput({ spec, decoder }: Pick<Plan, "spec" | "decoder">): void {
  const { inputShape, target } = spec, { outputShape } = decoder.at(-1)!;
  if (sameShape(outputShape, target ? [target.classes] : inputShape)) return;
  throw new RangeError(
    target
      ? `Cannot train a head that gives ${
        formatShape(outputShape)
      } for ${target.classes} classes: ` +
        `expected ${formatShape([target.classes])}, a probability for each`
      : `Cannot train a decoder that gives ${formatShape(outputShape)} for inputs ${
        formatShape(inputShape)
      }: the two must be the same`,
  );
}

/** Throws a RangeError for a decoder, or for inputs, that a model's loss does not suit. */
export function checkLoss({ spec, decoder }: Pick<Plan, "spec" | "decoder">): void {
  const { inputShape, reconstructionLoss, target } = spec;
  const { name, lastLayer, refusedActivations, examples } = reconstructionLossOf(
    reconstructionLoss,
  );
  if (target && reconstructionLoss !== CLASSIFIER_LOSS) {
    throw new RangeError(
      `Cannot train a classifier with ${name}: its loss must be ${CLASSIFIER_LOSS}`,
    );
  }
  const { activation: end = "linear", activations } = decoder.at(-1)!.traits;
  if (refusedActivations?.includes(end)) {
    throw new RangeError(
      `Cannot train with ${name} on this decoder: its last layer must not be the activation "${end}"`,
    );
  }
  const isMet = lastLayer === undefined ||
    ("function" in lastLayer
      ? end === lastLayer.function
      : sameGroups(activations ?? [], lastLayer.groups));
  if (!isMet) {
    throw new RangeError(
      `Cannot train with ${name} on this decoder: its last layer must be the activation ${
        "function" in lastLayer
          ? `"${lastLayer.function}"`
          : lastLayer.groups.map(({ function: name, size }) => `"${name}" of ${size}`).join(", ")
      }`,
    );
  }
  if (examples === "distributions" && !target && inputShape.length !== 1) {
    throw new RangeError(
      `Cannot train with ${name} on inputs ${
        formatShape(inputShape)
      }: expected vectors [D], each a distribution`,
    );
  }
}

/** The loss of every classifier, by its name. */
export const CLASSIFIER_LOSS: ReconstructionLossName = "categorical-cross-entropy";

type Groups = NonNullable<Traits["activations"]>;

function sameGroups(a: Groups, b: Groups): boolean {
  return a.length === b.length &&
    a.every(({ function: name, size }, i) => name === b[i].function && size === b[i].size);
}

/** Throws a RangeError for a layer of a half without the penalty that it needs, of those that see it. */
export function checkLearning(
  layers: readonly PlannedLayer[],
  penalties: readonly PenaltySpec[] = [],
): void {
  for (const { path, spec, traits: { needsPenalty: needed } } of layers) {
    if (needed === undefined || penalties.some(({ type }) => type === needed)) continue;
    throw new RangeError(
      `Cannot train ${path}, a "${spec.type}", without the penalty "${needed}": the reconstruction does ` +
        `not teach all that it should, so it must be in the encoder of a model with that penalty`,
    );
  }
}

/** The number of classes that a classifier tells apart, or else that the layers of a model see, all the same. */
export function classesOf(
  { spec: { target }, encoder, decoder }: Pick<Plan, "spec" | "encoder" | "decoder">,
): number | undefined {
  const [classes, ...others] = [...encoder, ...decoder]
    .flatMap(({ traits: { classes } }) => classes ?? []);
  if (target && classes !== undefined) {
    throw new RangeError(
      `Cannot train a classifier whose layers are told the class of each example: use an encoder without ` +
        `"condition" layers`,
    );
  }
  const other = others.find((count) => count !== classes);
  if (other === undefined) return target?.classes ?? classes;
  throw new RangeError(
    `Cannot tell examples apart by ${classes} classes in one layer and ${other} in another: give all ` +
      `"condition" layers the same number`,
  );
}
