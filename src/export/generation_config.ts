import type { GenerationConfig, PriorConfig } from "../core/generation_config.ts";
import type { NdArray } from "../core/nd_array.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import type { Plan } from "../model/mod.ts";
import { penaltyTraits } from "../penalties/mod.ts";

/**
 * The distributions that draws from a trained model follow, learned variances as the weights have
 * them.
 */
export function generationConfigOf(
  plan: Plan,
  params: Readonly<Record<string, NdArray>>,
): GenerationConfig {
  const { classes } = plan, prior = priorOf(plan);
  const likelihood = reconstructionLossOf(plan.spec.reconstructionLoss).likelihood?.(params);
  return {
    ...(classes !== undefined && { classes }),
    ...(prior && { prior }),
    ...(likelihood && { likelihood }),
  };
}

/** The priors of codes that no penalty draws to a distribution. */
const PLAIN: { readonly [Type in PriorConfig["type"]]: PriorConfig } = {
  gaussian: { type: "gaussian" },
  bernoulli: { type: "bernoulli", probability: 0.5 },
};

function priorOf({ encoder, spec: { penalties } }: Plan): PriorConfig | undefined {
  const { code } = encoder.at(-1)!.traits;
  if (code?.kind !== "drawn") return undefined;
  const priors = penaltyTraits(penalties).flatMap(({ prior }) => prior ?? []);
  return priors.find(({ type }) => type === code.distribution) ?? PLAIN[code.distribution];
}
