import { z } from "zod";
import { defineVariant, sharedFields, withLoss, withPenalties } from "./variant.ts";

/**
 * L(x, g(h)) + λ Σ h²: a penalty on the length of codes gathers them round zero without gaps, so that
 * one can sample there and decode. It is what is left of a variational autoencoder without its noise
 * (Ghosh et al., "From variational to deterministic autoencoders", 2020).
 */
export const codeL2 = defineVariant({
  schema: z.strictObject({
    variant: z.literal("code-l2"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(2),
    /** The factor of Σ h². */
    coefficient: z.number().min(0).default(1e-3),
  }),
  summary: "an L2 penalty that gathers codes round zero, to sample there",
  fill: ({ variant: _, coefficient, ...stack }) =>
    withLoss(withPenalties(stack, [{ type: "code_l2", coefficient }])),
});
