import { z } from "zod";
import { klSparsityFields, penaltyFields } from "../penalties/mod.ts";
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
    sparsityTarget: klSparsityFields.sparsityTarget.default(0.05),
    /** β, what the divergence is multiplied by. */
    coefficient: penaltyFields.coefficient.default(0.01),
    momentum: klSparsityFields.momentum,
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
