import type { PlannedParam } from "../model/mod.ts";
import { combinators } from "./combinators.ts";
import type { LadderNetwork } from "./ladder_network.ts";
import type { LadderOptions } from "./options.ts";
import { ladderCosts } from "./options.ts";

/**
 * The parameters of a ladder network by path, and how they start: of each dense layer `weight` [D, U], from
 * a normal distribution of deviation 1 / √D, `shift` [U] at 0 and `scale` [U] at 1; of each layer l that is
 * denoised, 0 being the input, `denoiser.l.weight` [U, D] from the layer above, started alike, and those
 * of the combinator, `denoiser.l.mean` and so on.
 */
export function ladderParams(
  { inputs, layers }: LadderNetwork,
  options: Pick<LadderOptions, "costs" | "combinator">,
): Record<string, PlannedParam> {
  const params: Record<string, PlannedParam> = {};
  for (const { path, inputs, units, hasShift, hasScale } of layers) {
    params[`${path}.weight`] = { shape: [inputs, units], initializer: "lecun", trainable: true };
    if (hasShift) {
      params[`${path}.shift`] = { shape: [units], initializer: "zeros", trainable: true };
    }
    if (hasScale) {
      params[`${path}.scale`] = { shape: [units], initializer: "ones", trainable: true };
    }
  }
  const sizes = [inputs, ...layers.map(({ units }) => units)];
  for (let layer = layers.length; layer >= lowestDenoised(layers.length, options); layer--) {
    const size = sizes[layer];
    if (layer < layers.length) {
      const shape = [sizes[layer + 1], size];
      params[`denoiser.${layer}.weight`] = { shape, initializer: "lecun", trainable: true };
    }
    const own = combinators[options.combinator].params(size);
    for (const [name, param] of Object.entries(own)) params[`denoiser.${layer}.${name}`] = param;
  }
  return params;
}

/** The lowest layer, 0 being the input, that a cost needs denoised; above the last one without any cost. */
export function lowestDenoised(layers: number, options: Pick<LadderOptions, "costs">): number {
  const lowest = ladderCosts(options, layers).findIndex((cost) => cost > 0);
  return lowest < 0 ? layers + 1 : lowest;
}
