import { z } from "zod";
import { klBernoulliFields } from "../penalties/mod.ts";
import { defineVariant, sharedFields, withPenalties } from "./variant.ts";

const { codeActivation: _a, loss: _l, likelihood, ...fields } = sharedFields;

/**
 * Stochastic autoencoder: h ~ p(h | x), independent coins, and x ~ p(x | h); its loss is
 * −log p(x | h) + KL(p(h | x) ‖ p(h)), with gradients straight through the draw (Bengio, Léonard and
 * Courville, 2013).
 */
export const stochastic = defineVariant({
  schema: z.strictObject({
    variant: z.literal("stochastic"),
    ...fields,
    codeSize: fields.codeSize.default(64),
    likelihood: likelihood.unwrap().default({ type: "bernoulli" }),
    prior: klBernoulliFields.prior,
    /** The factor of the divergence from the prior. */
    coefficient: klBernoulliFields.coefficient,
  }),
  summary: "a code of coins, drawn anew for every example",
  fill: ({ variant: _, coefficient, prior, ...stack }) =>
    withPenalties({ ...stack, latent: "bernoulli" }, [{
      type: "kl_bernoulli",
      coefficient,
      prior,
    }]),
});
