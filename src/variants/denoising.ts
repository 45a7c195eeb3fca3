import { z } from "zod";
import { corruptionSpec } from "../corruptions/mod.ts";
import { defineVariant, sharedFields, withLoss } from "./variant.ts";

/**
 * Denoising autoencoder, L(x, g(f(x̃))) with x̃ ~ C(x̃ | x): encodes a damaged input, reconstructs the
 * clean one (Vincent, Larochelle, Bengio and Manzagol, "Extracting and composing robust features with
 * denoising autoencoders", 2008).
 */
export const denoising = defineVariant({
  schema: z.strictObject({
    variant: z.literal("denoising"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(500),
    /** The damage to inputs, anew at every step. */
    corruption: corruptionSpec.default({ type: "masking", rate: 0.3 }),
  }),
  summary: "damaged inputs, clean targets",
  fill: ({ variant: _, ...stack }) => withLoss(stack),
});
