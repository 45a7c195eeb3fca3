import type { Tensor } from "@tensorflow/tfjs";
import { checkOwners, checkTensors } from "../heap/check_tensors.ts";
import { pointer } from "../heap/heap.ts";
import { shareRange, WHOLE_VALUES } from "../heap/threads/share_work.ts";

/** The tensors that a step reads and, but for the gradient, overwrites: three of one shape. */
export interface SgdTensors {
  /** The values to move. */
  readonly param: Tensor;
  /** The gradient of the loss by them. */
  readonly gradient: Tensor;
  /** The running sum of gradients, v. */
  readonly velocity: Tensor;
}

/** The numbers of one step. */
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

/** The operations for each parameter: most of the time of a step is that of memory. */
const OPERATIONS = 12;

/**
 * One step of stochastic gradient descent with momentum μ, in place and in one pass:
 * v ← μ v + g, param ← (1 − η λ) param − η v, or − η (g + μ v) with Nesterov's.
 *
 * Throws a RangeError where the shapes differ, a TypeError for another type than float32, and an
 * Error where a tensor to be overwritten shares its memory with another. Sutskever,
 * Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning",
 * 2013; the decay is decoupled as in Loshchilov and Hutter, "Decoupled weight decay
 * regularization", 2019.
 */
export function sgdStep(tensors: SgdTensors, options: SgdOptions): void {
  const { param, gradient, velocity } = tensors;
  const { learningRate, momentum, nesterov, weightDecay, gradientScale } = options;
  checkTensors("take a step of gradient descent", { param, gradient, velocity });
  checkOwners("take a step of gradient descent", { param, velocity });
  const at = [param, gradient, velocity].map(pointer), decay = 1 - learningRate * weightDecay;
  const count = param.size, range = { count, step: WHOLE_VALUES, operations: OPERATIONS * count };
  shareRange("sgd", range, (from, size) => [
    "sgd",
    ...at.map((place) => place + 4 * from),
    ...[size, gradientScale, momentum, Number(nesterov), learningRate, decay],
  ]);
}
