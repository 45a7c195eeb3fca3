import { z } from "zod";
import { defineVariant } from "./variant.ts";
import { fillVariational, variationalFields } from "./variational.ts";

/**
 * Conditional variational autoencoder, −E log p(x | h, y) + KL(q(h | x, y) ‖ N(0, I)): encoder and
 * decoder see the class y, so that the code holds what the class does not say (Sohn, Lee and Yan,
 * "Learning structured output representation using deep conditional generative models", 2015).
 */
export const conditionalVariational = defineVariant({
  schema: z.strictObject({
    variant: z.literal("conditional-variational"),
    ...variationalFields,
    /** The number of classes of the data. */
    classes: z.int().min(2).default(10),
    /** The factor of the divergence. */
    beta: z.number().min(0).default(1),
  }),
  summary: "a variational code beside the class, to generate a digit of choice",
  fill: ({ variant: _, ...options }) => fillVariational(options),
});
