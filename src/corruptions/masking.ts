import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { bernoulliMask } from "../kernels/mod.ts";
import { defineCorruption } from "./corruption.ts";

/**
 * Masking noise: each value becomes 0 with probability `rate`, the others stay as they are (Vincent,
 * Larochelle, Bengio and Manzagol, "Extracting and composing robust features with denoising
 * autoencoders", 2008).
 */
export const masking = defineCorruption({
  schema: z.strictObject({
    type: z.literal("masking"),
    /** The probability that a value is set to zero. */
    rate: z.number().positive().lt(1),
  }),
  apply: ({ rate }, x, streams) =>
    // A mask has mean 1; unlike dropout, this noise does not make up for what it takes.
    tf.mul(x, tf.mul(bernoulliMask(x.shape, { rate, streams }), 1 - rate)),
});
