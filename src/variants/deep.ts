import { z } from "zod";
import { defineVariant, sharedFields, withLoss } from "./variant.ts";

/**
 * Deep autoencoder: f and g are stacks of layers, x → 1000 → 500 → 250 → 30 and back unless options say
 * otherwise (Hinton and Salakhutdinov, "Reducing the dimensionality of data with neural networks", 2006).
 */
export const deep = defineVariant({
  schema: z.strictObject({
    variant: z.literal("deep"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(30),
    nodes: sharedFields.nodes.removeDefault().default([1000, 500, 250]),
  }),
  summary: "several hidden layers on each side of the code",
  fill: ({ variant: _, ...stack }) => withLoss(stack),
});
