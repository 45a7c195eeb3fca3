import { z } from "zod";
import { sharedFields, type Variant, withLoss } from "./variant.ts";

const { tied: _, ...fields } = sharedFields;

/** One set of weights for both halves. */
export const tiedOptions = z.strictObject({
  variant: z.literal("tied"),
  ...fields,
  codeSize: fields.codeSize.default(32),
});

/**
 * Tied weights: x̂ = g(Wᵀ f(W x + b) + c), the decoder's weights are the encoder's, transposed. Half of
 * the parameters, and for a linear model the principal subspace (Baldi and Hornik, "Neural networks and
 * principal component analysis", 1989).
 */
export const tied: Variant<z.infer<typeof tiedOptions>> = {
  summary: "a decoder that uses the encoder's weights, transposed",
  fill: ({ variant: _, ...stack }) => withLoss({ ...stack, tied: true }),
};
