import { z } from "zod";
import { kFields } from "../layers/mod.ts";
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
    k: kFields.k.default(25),
    startK: kFields.startK,
  }),
  summary: "a code of which only the k largest entries stay",
  fill: ({ variant: _, ...stack }) => withLoss(stack),
});
