import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { fillNormal } from "../kernels/mod.ts";
import type { Corruption } from "./corruption.ts";

/** Normal noise on every value. */
export const gaussianSpec = z.strictObject({
  type: z.literal("gaussian"),
  /** The standard deviation of the noise, in units of the values. */
  stddev: z.number().positive(),
});

/** Additive Gaussian noise, x + stddev · ε with ε ~ N(0, 1) (Vincent et al., JMLR 2010). */
export const gaussian: Corruption<z.infer<typeof gaussianSpec>> = {
  apply({ stddev }, x, streams) {
    const noise = tf.zeros(x.shape);
    fillNormal(noise, streams);
    return tf.add(x, tf.mul(noise, stddev));
  },
};
