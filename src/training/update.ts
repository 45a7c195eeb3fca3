import * as tf from "@tensorflow/tfjs";
import { normalizeRows, removeParallel, sumOfSquares } from "../kernels/mod.ts";
import type { Constraint } from "../layers/mod.ts";
import { isBelow, type Params, type Plan, type PlannedParam } from "../model/mod.ts";
import { optimizerOf, type OptimizerOptions } from "../optimizers/mod.ts";

/** The tensors that an optimizer keeps for the trainable parameters of a plan, all zero, by name. */
export function initOptimizer(
  plan: Pick<Plan, "params">,
  options: OptimizerOptions,
): Record<string, tf.Tensor> {
  const state: Record<string, tf.Tensor> = {};
  for (const [path, { shape, trainable }] of Object.entries(plan.params)) {
    if (!trainable) continue;
    for (const slot of optimizerOf(options).slots(options)) {
      state[`${slot}/${path}`] = tf.zeros([...shape]);
    }
  }
  return state;
}

/** The numbers that an update reads besides the tensors. */
export interface StepOptions {
  readonly optimizer: OptimizerOptions;
  readonly learningRate: number;
  /** The number of this step, from 1. */
  readonly step: number;
  readonly clipNorm?: number | undefined;
  /** Factors of the learning rate by the beginnings of paths; the longest that fits counts. */
  readonly learningRates?: Readonly<Record<string, number>> | undefined;
}

/** The objects of an update. */
export interface UpdateInput {
  readonly params: Params;
  /** The constraints of the parameters, by path. */
  readonly planned: Readonly<Record<string, Pick<PlannedParam, "constraint">>>;
  readonly gradients: Params;
  /** The optimizer's tensors. */
  readonly state: Params;
}

/**
 * Moves every parameter that has a gradient, and the optimizer's tensors, in place, and restores what
 * constrains parameters; gradients lose what would break a constraint.
 */
export function update(
  { params, planned, gradients, state }: UpdateInput,
  { optimizer, learningRate, step, clipNorm, learningRates = {} }: StepOptions,
): void {
  const rule = optimizerOf(optimizer);
  const constraintOf = (path: string) => constraints[planned[path]?.constraint ?? "none"];
  for (const [path, gradient] of Object.entries(gradients)) {
    constraintOf(path).project(gradient, params[path]);
  }
  const gradientScale = clipNorm === undefined ? 1 : clipScale(gradients, clipNorm);
  for (const [path, gradient] of Object.entries(gradients)) {
    const slots = Object.fromEntries(
      rule.slots(optimizer).map((slot) => [slot, state[`${slot}/${path}`]]),
    );
    rule.update(
      { param: params[path], gradient, slots },
      {
        ...optimizer,
        learningRate: learningRate * factorOf(path, learningRates),
        step,
        gradientScale,
      },
    );
    constraintOf(path).restore(params[path]);
  }
}

/** The factor of the longest prefix that a path has, or 1. */
function factorOf(path: string, factors: Readonly<Record<string, number>>): number {
  const fitting = Object.keys(factors).filter((prefix) => isBelow(path, prefix));
  const [longest] = fitting.sort((a, b) => b.length - a.length);
  return factors[longest] ?? 1;
}

/** The routines that keep a parameter where it may be, in place, before and after a step. */
const constraints: {
  readonly [Name in Constraint | "none"]: {
    project(gradient: tf.Tensor, param: tf.Tensor): void;
    restore(param: tf.Tensor): void;
  };
} = {
  none: { project() {}, restore() {} },
  "unit-rows": { project: removeParallel, restore: normalizeRows },
};

/**
 * The factor that scales gradients to a norm of at most `clipNorm` (Pascanu, Mikolov and Bengio,
 * 2013).
 */
function clipScale(gradients: Params, clipNorm: number): number {
  const norm = Math.sqrt(
    Object.values(gradients).reduce((sum, gradient) => sum + sumOfSquares(gradient), 0),
  );
  return norm > clipNorm ? clipNorm / norm : 1;
}
