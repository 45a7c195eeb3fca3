import { z } from "zod";
import { sizeOf } from "../core/shape.ts";
import { defineVariant, sharedFields, withLoss } from "./variant.ts";

/**
 * Undercomplete autoencoder: min L(x, g(f(x))) over a code f(x) of fewer values than x, so that the code
 * must leave out what matters least (Bourlard and Kamp, "Auto-association by multilayer perceptrons and
 * singular value decomposition", 1988).
 */
export const undercomplete = defineVariant({
  schema: z.strictObject({
    variant: z.literal("undercomplete"),
    ...sharedFields,
    codeSize: sharedFields.codeSize.default(32),
  }),
  summary: "a code smaller than the input",
  fill({ variant: _, ...stack }, inputShape) {
    const size = sizeOf(inputShape);
    if (stack.codeSize >= size) {
      throw new RangeError(
        `Cannot make an undercomplete autoencoder: a code of ${stack.codeSize} values is not smaller ` +
          `than inputs of ${size}; lower model.codeSize, or use the variant "overcomplete"`,
      );
    }
    return withLoss(stack);
  },
});
