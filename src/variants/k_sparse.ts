import { z } from "zod";
import { sharedFields, type Variant, withLoss } from "./variant.ts";

/** A code of which only the largest entries stay. */
export const kSparseOptions = z.strictObject({
  variant: z.literal("k-sparse"),
  ...sharedFields,
  codeSize: sharedFields.codeSize.default(1000),
  /** How many entries stay. */
  k: z.int().positive().default(25),
  /** How many stay at the start: the number falls to k over the first half of the training. */
  startK: z.int().positive().optional(),
});

/**
 * k-sparse autoencoder: the k largest entries of a linear code stay, the others become 0 (Makhzani and
 * Frey, "k-sparse autoencoders", 2013).
 */
export const kSparse: Variant<z.infer<typeof kSparseOptions>> = {
  summary: "a code of which only the k largest entries stay",
  fill: ({ variant: _, ...stack }) => withLoss(stack),
};
