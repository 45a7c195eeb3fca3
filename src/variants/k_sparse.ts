import { z } from "zod";
import { defineVariant, sharedFields, withLoss } from "./variant.ts";

/**
 * k-sparse autoencoder: the k largest entries of a linear code stay, the others become 0 (Makhzani and
 * Frey, "k-sparse autoencoders", 2013).
 */
export const kSparse = defineVariant({
  schema: z.strictObject({
    variant: z.literal("k-sparse"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(1000),
    /** The number of entries that stay. */
    k: z.int().positive().default(25),
    /** The number that stay at the start: it falls to k over the first half of the training. */
    startK: z.int().positive().optional(),
  }),
  summary: "a code of which only the k largest entries stay",
  fill: ({ variant: _, ...stack }) => withLoss(stack),
});
