import type { GenerationConfig, PriorConfig } from "../core/generation_config.ts";
import type { LikelihoodConfig } from "../core/likelihood.ts";
import type { NdArray } from "../core/nd_array.ts";
import { LOG_VARIANCE } from "../losses/mod.ts";
import type { Plan } from "../model/mod.ts";

type Params = Readonly<Record<string, NdArray>>;

/** What drawing from a trained model goes by, learned variances as the weights have them. */
export function generationConfigOf(plan: Plan, params: Params): GenerationConfig {
  const { classes } = plan;
  const prior = priorOf(plan), likelihood = likelihoodOf(plan, params);
  return {
    ...(classes !== undefined && { classes }),
    ...(prior && { prior }),
    ...(likelihood && { likelihood }),
  };
}

function priorOf({ spec: { encoder, penalties = [] } }: Plan): PriorConfig | undefined {
  switch (encoder.at(-1)!.type) {
    case "gaussian_latent":
      return { type: "gaussian" };
    case "bernoulli_latent": {
      const [coins] = penalties.flatMap((penalty) =>
        penalty.type === "kl_bernoulli" ? [penalty] : []
      );
      return { type: "bernoulli", probability: coins?.prior ?? 0.5 };
    }
    default:
      return undefined;
  }
}

function likelihoodOf(
  { spec: { reconstructionLoss: loss } }: Plan,
  params: Params,
): LikelihoodConfig | undefined {
  if (typeof loss === "string") return undefined;
  if (loss.type !== "gaussian") return loss;
  const { type, variance } = loss;
  if (typeof variance === "number") return { type, variance };
  const variances = Array.from(params[LOG_VARIANCE].values, Math.exp);
  return { type, variance: variance === "learned" ? variances[0] : variances };
}
