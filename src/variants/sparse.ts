import { z } from "zod";
import { defineVariant, sharedFields, withLoss, withPenalties } from "./variant.ts";

/**
 * Sparse autoencoder, L(x, g(h)) + λ Σ |h| with h = f(x): the penalty makes entries of the code small,
 * so that each is active on few examples (Ranzato, Poultney, Chopra and LeCun, "Efficient learning of
 * sparse representations with an energy-based model", 2006).
 */
export const sparse = defineVariant({
  schema: z.strictObject({
    variant: z.literal("sparse"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(32),
    codeActivation: sharedFields.codeActivation.removeDefault().default("relu"),
    /** λ, what Σ |h| is multiplied by. */
    coefficient: z.number().min(0).default(1e-4),
  }),
  summary: "an L1 penalty on the code",
  fill: ({ variant: _, coefficient, ...stack }) =>
    withLoss(withPenalties(stack, [{ type: "code_l1", coefficient }])),
});
