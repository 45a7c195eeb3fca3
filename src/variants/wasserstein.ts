import { z } from "zod";
import { defineVariant, sharedFields, withLoss, withPenalties } from "./variant.ts";

/**
 * Wasserstein autoencoder, L(x, g(f(x))) + λ MMD({f(x)}, N(0, I)): the codes of a batch as a whole are to
 * look drawn from the unit Gaussian, each of them stays a point (Tolstikhin, Bousquet, Gelly and
 * Schölkopf, "Wasserstein auto-encoders", 2018).
 */
export const wasserstein = defineVariant({
  schema: z.strictObject({
    variant: z.literal("wasserstein"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(8),
    nodes: sharedFields.nodes.removeDefault().default([500]),
    /** λ, what the discrepancy is multiplied by. */
    coefficient: z.number().min(0).default(0.1),
  }),
  summary: "codes that as a whole look drawn from a Gaussian",
  fill: ({ variant: _, coefficient, ...stack }) =>
    withLoss(withPenalties(stack, [{ type: "mmd", coefficient }])),
});
