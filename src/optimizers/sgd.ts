import { z } from "zod";
import { sgdStep } from "../kernels/mod.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Stochastic gradient descent with momentum (Polyak, 1964), Nesterov's form on request. */
export const sgd = defineOptimizer({
  schema: z.strictObject({
    type: z.literal("sgd"),
    learningRate: z.number().positive().default(0.1),
    momentum: z.number().min(0).lt(1).default(0.9),
    nesterov: z.boolean().default(false),
    /** The part that each step takes off a parameter, as a share of learningRate × parameter. */
    weightDecay: z.number().min(0).default(0),
  }),
  slots: () => ["velocity"],
  update({ param, gradient, slots: { velocity } }, options) {
    sgdStep({ param, gradient, velocity }, options);
  },
});
