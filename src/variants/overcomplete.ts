import { z } from "zod";
import { sizeOf } from "../core/shape.ts";
import { defineVariant, sharedFields, withLoss } from "./variant.ts";

/**
 * Overcomplete autoencoder: a code f(x) of more values than x. Without a penalty or a corruption nothing
 * keeps it from copying its input (Bengio, "Learning deep architectures for AI", 2009, section 4.6).
 */
export const overcomplete = defineVariant({
  schema: z.strictObject({
    variant: z.literal("overcomplete"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(1000),
  }),
  summary: "a code larger than the input, which nothing keeps from copying",
  fill({ variant: _, ...stack }, inputShape) {
    const size = sizeOf(inputShape);
    if (stack.codeSize <= size) {
      throw new RangeError(
        `Cannot make an overcomplete autoencoder: a code of ${stack.codeSize} values is not larger ` +
          `than inputs of ${size}; raise model.codeSize, or use the variant "undercomplete"`,
      );
    }
    return withLoss(stack);
  },
});
