import * as tf from "@tensorflow/tfjs";
import { sumOfSquares } from "../kernels/mod.ts";
import type { Params, Plan } from "../model/mod.ts";
import { optimizerOf, type OptimizerOptions } from "../optimizers/mod.ts";

/** The tensors that an optimizer keeps for the trainable parameters of a plan, all zero, by name. */
export function initOptimizer(plan: Plan, options: OptimizerOptions): Record<string, tf.Tensor> {
  const state: Record<string, tf.Tensor> = {};
  for (const [path, { shape, trainable }] of Object.entries(plan.params)) {
    if (!trainable) continue;
    for (const slot of optimizerOf(options).slots(options)) {
      state[`${slot}/${path}`] = tf.zeros([...shape]);
    }
  }
  return state;
}

/** What an update reads besides the tensors. */
export interface StepOptions {
  readonly optimizer: OptimizerOptions;
  readonly learningRate: number;
  /** The number of this step, from 1. */
  readonly step: number;
  readonly clipNorm?: number;
}

/** Moves every parameter that has a gradient, and the optimizer's tensors, in place. */
export function update(
  { params, gradients, state }: { params: Params; gradients: Params; state: Params },
  { optimizer, learningRate, step, clipNorm }: StepOptions,
): void {
  const rule = optimizerOf(optimizer);
  const gradientScale = clipNorm === undefined ? 1 : clipScale(gradients, clipNorm);
  for (const [path, gradient] of Object.entries(gradients)) {
    const slots = Object.fromEntries(
      rule.slots(optimizer).map((slot) => [slot, state[`${slot}/${path}`]]),
    );
    rule.update(
      { param: params[path], gradient, slots },
      { ...optimizer, learningRate, step, gradientScale },
    );
  }
}

/** What scales gradients to a norm of at most `clipNorm` (Pascanu, Mikolov and Bengio, 2013). */
function clipScale(gradients: Params, clipNorm: number): number {
  const norm = Math.sqrt(
    Object.values(gradients).reduce((sum, gradient) => sum + sumOfSquares(gradient), 0),
  );
  return norm > clipNorm ? clipNorm / norm : 1;
}
