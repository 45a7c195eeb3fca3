import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { fillNormal } from "../kernels/mod.ts";
import { defineCorruption } from "./corruption.ts";

/** Additive Gaussian noise, x + stddev · ε with ε ~ N(0, 1) (Vincent et al., JMLR 2010). */
export const gaussian = defineCorruption({
  schema: z.strictObject({
    type: z.literal("gaussian"),
    /** The standard deviation of the noise, in units of the values. */
    stddev: z.number().positive(),
  }),
  apply({ stddev }, x, streams) {
    const noise = tf.zeros(x.shape);
    fillNormal(noise, streams);
    return tf.add(x, tf.mul(noise, stddev));
  },
});
