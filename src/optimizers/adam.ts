import { z } from "zod";
import { adamStep } from "../kernels/mod.ts";
import { defineOptimizer } from "./optimizer.ts";

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015) with decoupled weight
 * decay (Loshchilov and Hutter, 2019).
 */
export const adam = defineOptimizer({
  schema: z.strictObject({
    type: z.literal("adam"),
    learningRate: z.number().positive().default(1e-3),
    beta1: z.number().min(0).lt(1).default(0.9),
    beta2: z.number().min(0).lt(1).default(0.999),
    epsilon: z.number().positive().default(1e-8),
    /** The part that each step takes off a parameter, as a share of learningRate × parameter. */
    weightDecay: z.number().min(0).default(0),
  }),
  slots: () => ["firstMoment", "secondMoment"],
  update({ param, gradient, slots: { firstMoment, secondMoment } }, options) {
    adamStep({ param, gradient, firstMoment, secondMoment }, options);
  },
});
