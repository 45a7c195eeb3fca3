import { z } from "zod";
import { corruptionSpec } from "../corruptions/mod.ts";
import { sharedFields, type Variant, withLoss } from "./variant.ts";

/** Damaged inputs, clean targets. */
export const denoisingOptions = z.strictObject({
  variant: z.literal("denoising"),
  ...sharedFields,
  codeSize: sharedFields.codeSize.default(500),
  /** How inputs are damaged, anew at every step. */
  corruption: corruptionSpec.default({ type: "masking", rate: 0.3 }),
});

/**
 * Denoising autoencoder, L(x, g(f(x̃))) with x̃ ~ C(x̃ | x): encodes a damaged input, reconstructs the
 * clean one (Vincent, Larochelle, Bengio and Manzagol, "Extracting and composing robust features with
 * denoising autoencoders", 2008).
 */
export const denoising: Variant<z.infer<typeof denoisingOptions>> = {
  summary: "damaged inputs, clean targets",
  fill: ({ variant: _, ...stack }) => withLoss(stack),
};
