import type { Tensor } from "@tensorflow/tfjs";
import { checkTensors } from "./check_tensors.ts";
import { pointer, routines } from "./heap.ts";

/** What a step reads and, but for the gradient, overwrites: three tensors of one shape. */
export interface SgdTensors {
  readonly param: Tensor;
  readonly gradient: Tensor;
  readonly velocity: Tensor;
}

export interface SgdOptions {
  /** η, above 0. */
  readonly learningRate: number;
  /** The share of its velocity that a parameter keeps, in [0, 1). */
  readonly momentum: number;
  /** Looks one step of momentum ahead. */
  readonly nesterov: boolean;
  /** λ, the share η λ of each parameter that a step takes away. */
  readonly weightDecay: number;
  /** Multiplies the gradient first: below 1 where it is clipped by its norm. */
  readonly gradientScale: number;
}

/**
 * One step of stochastic gradient descent with momentum μ, in place and in one pass:
 * v ← μ v + g, param ← (1 − η λ) param − η v, or − η (g + μ v) with Nesterov's.
 *
 * It overwrites the memory of its tensors, and so whatever shares it (`clone`, `reshape`). Throws
 * a RangeError where the shapes differ, a TypeError for another type than float32. Sutskever,
 * Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning",
 * 2013; the decay is decoupled as in Loshchilov and Hutter, "Decoupled weight decay
 * regularization", 2019.
 */
export function sgdStep(tensors: SgdTensors, options: SgdOptions): void {
  const { param, gradient, velocity } = tensors;
  const { learningRate, momentum, nesterov, weightDecay, gradientScale } = options;
  checkTensors("take a step of gradient descent", { param, gradient, velocity });
  routines().sgd(
    pointer(param),
    pointer(gradient),
    pointer(velocity),
    param.size,
    gradientScale,
    momentum,
    nesterov,
    learningRate,
    1 - learningRate * weightDecay,
  );
}
