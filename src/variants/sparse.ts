import { z } from "zod";
import { sharedFields, type Variant, withLoss, withPenalties } from "./variant.ts";

/** A code of which most entries are near 0. */
export const sparseOptions = z.strictObject({
  variant: z.literal("sparse"),
  ...sharedFields,
  codeSize: sharedFields.codeSize.default(32),
  codeActivation: sharedFields.codeActivation.removeDefault().default("relu"),
  /** λ, what Σ |h| is multiplied by. */
  coefficient: z.number().min(0).default(1e-4),
});

/**
 * Sparse autoencoder, L(x, g(h)) + λ Σ |h| with h = f(x): the penalty makes entries of the code small,
 * so that each is active on few examples (Ranzato, Poultney, Chopra and LeCun, "Efficient learning of
 * sparse representations with an energy-based model", 2006).
 */
export const sparse: Variant<z.infer<typeof sparseOptions>> = {
  summary: "an L1 penalty on the code",
  fill: ({ variant: _, coefficient, ...stack }) =>
    withLoss(withPenalties(stack, [{ type: "code_l1", coefficient }])),
};
