import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { bernoulliMask } from "../kernels/mod.ts";
import type { Layer } from "./layer.ts";

/** Random zeros while training. */
export const dropoutSpec = z.strictObject({
  type: z.literal("dropout"),
  /** The probability that a value is set to zero. */
  rate: z.number().min(0).lt(1),
});

/**
 * Dropout, y = x · mask / (1 − rate) while training, y = x else. Input and output [B, …].
 *
 * The mask of an example depends on its own stream alone. (Srivastava et al., "Dropout", 2014.)
 */
export const dropout: Layer<z.infer<typeof dropoutSpec>> = {
  outputShape: (_spec, input) => input,
  apply({ rate }, x, { training }) {
    if (!training || rate === 0) return x;
    const streams = (example: number) => training.rng(example);
    return tf.mul(x, bernoulliMask(x.shape, { rate, streams }));
  },
  emit: (_spec, x) => x,
  layout: () => "any",
};
