import { z } from "zod";
import type { ModelOptionsInput } from "../model/mod.ts";
import { defineVariant, sharedFields, withPenalties } from "./variant.ts";

const { codeActivation: _a, loss: _l, likelihood, ...fields } = sharedFields;

/** The options of a code that is a normal distribution. */
export const variationalFields = {
  ...fields,
  codeSize: fields.codeSize.default(20),
  nodes: fields.nodes.removeDefault().default([500]),
  /** p(x | h), from which the loss follows. */
  likelihood: likelihood.unwrap().default({ type: "bernoulli" }),
  /** The share of the training over which the divergence rises to its coefficient. */
  warmUp: z.number().min(0).max(1).optional(),
};

/**
 * Variational autoencoder, −E log p(x | h) + KL(q(h | x) ‖ N(0, I)), the negative evidence lower bound,
 * with h = μ(x) + σ(x) ε (Kingma and Welling, "Auto-encoding variational Bayes", 2014).
 */
export const variational = defineVariant({
  schema: z.strictObject({
    variant: z.literal("variational"),
    ...variationalFields,
  }),
  summary: "a code that is a normal distribution near the unit one, to sample from",
  fill: ({ variant: _, ...options }) => fillVariational({ ...options, beta: 1 }),
});

/** A stack with a normal distribution for a code, the divergence from the unit one times β. */
export function fillVariational(
  { beta, warmUp, ...stack }: z.infer<z.ZodObject<typeof variationalFields>> & {
    beta: number;
    classes?: number;
  },
): ModelOptionsInput {
  return withPenalties({ ...stack, latent: "gaussian" }, [{
    type: "kl_gaussian",
    coefficient: beta,
    ...(warmUp !== undefined && { warmUp }),
  }]);
}
