import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { bernoulliMask } from "../../kernels/mod.ts";
import type { PullbackContext } from "../contract/contexts.ts";
import { defineLayer } from "../contract/layer.ts";
import { scaleCotangents } from "../contract/scale_cotangents.ts";

/**
 * Dropout, y = x · mask / (1 − rate) while training, y = x else. Input and output [B, …].
 *
 * The mask of an example depends on its own stream alone. (Srivastava et al., "Dropout", 2014.)
 */
export const dropout = defineLayer({
  schema: z.strictObject({
    type: z.literal("dropout"),
    /** The probability that a value is set to zero. */
    rate: z.number().min(0).lt(1),
    /** False of one in an encoder that the mirror leaves out; it stands there as well unless given. */
    mirrored: z.boolean().optional(),
  }),
  outputShape: (_spec, input) => input,
  traits: ({ rate, mirrored = true }) => ({ isDropping: rate > 0, isOneSided: !mirrored }),
  apply({ rate }, x, { training }) {
    const mask = maskOf(rate, { x, training });
    return mask ? tf.mul(x, mask) : x;
  },
  /** With the mask of the same pass. */
  pullback({ rate }, cotangents, { x, training }) {
    const mask = maskOf(rate, { x, training });
    return mask ? scaleCotangents(cotangents, mask) : cotangents;
  },
  emit: (_spec, x) => x,
  layout: () => "any",
});

/** The factors of a pass for its values, the same whenever it is asked for; absent, nothing. */
function maskOf(
  rate: number,
  { x, training }: Pick<PullbackContext, "x" | "training">,
): tf.Tensor | undefined {
  if (!training || rate === 0) return undefined;
  return bernoulliMask(x.shape, { rate, streams: (example) => training.rng(example) });
}
