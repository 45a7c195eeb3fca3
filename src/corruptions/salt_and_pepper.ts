import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { fillUniform } from "../kernels/mod.ts";
import { defineCorruption } from "./corruption.ts";

/**
 * Salt-and-pepper noise: each value becomes 0 with probability rate / 2, 1 with probability
 * rate / 2, the others stay as they are (Vincent et al., JMLR 2010).
 */
export const saltAndPepper = defineCorruption({
  schema: z.strictObject({
    type: z.literal("salt_and_pepper"),
    /** The probability that a value is replaced. */
    rate: z.number().positive().lt(1),
  }),
  apply({ rate }, x, streams) {
    const draws = tf.zeros(x.shape);
    fillUniform(draws, streams);
    const kept = tf.cast(tf.greaterEqual(draws, rate), "float32");
    const pepperOrKept = tf.cast(tf.greaterEqual(draws, rate / 2), "float32");
    // What is neither kept nor pepper is salt.
    return tf.add(tf.mul(x, kept), tf.sub(pepperOrKept, kept));
  },
});
