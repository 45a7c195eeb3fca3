import { z } from "zod";
import { defineVariant, sharedFields, withLoss, withPenalties } from "./variant.ts";

const { codeActivation: _, ...fields } = sharedFields;

/**
 * Sparse autoencoder by a target ρ, L(x, g(h)) + β Σⱼ KL(ρ ‖ ρ̂ⱼ) with ρ̂ⱼ the mean activation of entry
 * j of a sigmoid code (Lee, Ekanadham and Ng, 2008; Ng, "Sparse autoencoder", 2011).
 */
export const klSparse = defineVariant({
  schema: z.strictObject({
    variant: z.literal("kl-sparse"),
    ...fields,
    codeSize: fields.codeSize.default(196),
    /** ρ, the mean activation that every entry should have. */
    sparsityTarget: z.number().gt(0).lt(1).default(0.05),
    /** β, what the divergence is multiplied by. */
    coefficient: z.number().min(0).default(0.01),
    /** The share of a running mean activation that a step keeps; the batch's own mean unless given. */
    momentum: z.number().min(0).lt(1).optional(),
  }),
  summary: "a sigmoid code whose mean activations meet a target",
  fill: ({ variant: _, coefficient, momentum, sparsityTarget, ...stack }) =>
    withLoss(withPenalties({ ...stack, codeActivation: "sigmoid" }, [{
      type: "kl_sparsity",
      coefficient,
      sparsityTarget,
      ...(momentum !== undefined && { momentum }),
    }])),
});
