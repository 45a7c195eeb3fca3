import { formatShape } from "../core/shape.ts";
import type { PlannedLayer, Traits } from "../layers/mod.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import type { PenaltySpec } from "../penalties/mod.ts";
import type { Plan } from "./plan.ts";

/** Throws a RangeError for a decoder, or for inputs, that a model's loss does not suit. */
export function checkLoss({ spec, decoder }: Pick<Plan, "spec" | "decoder">): void {
  const { inputShape, reconstructionLoss } = spec;
  const { name, lastLayer, refusedActivations, examples } = reconstructionLossOf(
    reconstructionLoss,
  );
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
  if (examples === "distributions" && inputShape.length !== 1) {
    throw new RangeError(
      `Cannot train with ${name} on inputs ${
        formatShape(inputShape)
      }: expected vectors [D], each a distribution`,
    );
  }
}

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

/** The number of classes that the layers of a model see, all of them the same number. */
export function classesOf(
  { encoder, decoder }: Pick<Plan, "encoder" | "decoder">,
): number | undefined {
  const [classes, ...others] = [...encoder, ...decoder]
    .flatMap(({ traits: { classes } }) => classes ?? []);
  const other = others.find((count) => count !== classes);
  if (other === undefined) return classes;
  throw new RangeError(
    `Cannot tell examples apart by ${classes} classes in one layer and ${other} in another: give all ` +
      `"condition" layers the same number`,
  );
}
