import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { bernoulliMask } from "../kernels/mod.ts";
import type { Corruption } from "./corruption.ts";

/** Values set to zero at random. */
export const maskingSpec = z.strictObject({
  type: z.literal("masking"),
  /** The probability that a value is set to zero. */
  rate: z.number().positive().lt(1),
});

/**
 * Masking noise: each value becomes 0 with probability `rate`, the others stay as they are (Vincent,
 * Larochelle, Bengio and Manzagol, "Extracting and composing robust features with denoising
 * autoencoders", 2008).
 */
export const masking: Corruption<z.infer<typeof maskingSpec>> = {
  apply: ({ rate }, x, streams) =>
    // A mask has mean 1; unlike dropout, this noise does not make up for what it takes.
    tf.mul(x, tf.mul(bernoulliMask(x.shape, { rate, streams }), 1 - rate)),
};
