import { z } from "zod";
import { defineVariant, sharedFields, withLoss } from "./variant.ts";

const { tied: _, ...fields } = sharedFields;

/**
 * Tied weights: x̂ = g(Wᵀ f(W x + b) + c), the decoder's weights are the encoder's, transposed. Half of
 * the parameters, and for a linear model the principal subspace (Baldi and Hornik, "Neural networks and
 * principal component analysis", 1989).
 */
export const tied = defineVariant({
  schema: z.strictObject({
    variant: z.literal("tied"),
    ...fields,
    codeSize: fields.codeSize.default(32),
  }),
  summary: "a decoder that uses the encoder's weights, transposed",
  fill: ({ variant: _, ...stack }) => withLoss({ ...stack, tied: true }),
});
