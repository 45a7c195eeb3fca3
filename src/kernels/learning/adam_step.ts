import type { Tensor } from "@tensorflow/tfjs";
import { checkOwners, checkTensors } from "../heap/check_tensors.ts";
import { pointer, routines } from "../heap/heap.ts";
import { shareRange, WHOLE_VALUES } from "../heap/threads/share_work.ts";

/** The tensors that a step of Adam reads and, but for the gradient, overwrites: four of one shape. */
export interface AdamTensors {
  /** The values to move. */
  readonly param: Tensor;
  /** The gradient of the loss by them. */
  readonly gradient: Tensor;
  /** The running mean of the gradient, m. */
  readonly firstMoment: Tensor;
  /** The running mean of its square, v. */
  readonly secondMoment: Tensor;
}

/** The numbers of one step. */
export interface AdamOptions {
  /** η, above 0. */
  readonly learningRate: number;
  /** β₁ in [0, 1), the decay of the first moment. */
  readonly beta1: number;
  /** β₂ in [0, 1), the decay of the second moment. */
  readonly beta2: number;
  /** ε, keeps the quotient finite. */
  readonly epsilon: number;
  /** λ, the share η λ of each parameter that a step takes away. */
  readonly weightDecay: number;
  /** t, counted from 1. */
  readonly step: number;
  /** Multiplies the gradient first: below 1 where it is clipped by its norm. */
  readonly gradientScale: number;
}

/** The operations for each parameter: most of the time of a step is that of memory. */
const OPERATIONS = 16;
/** Every so many steps, moments that have faded to nearly nothing become 0. */
const FLUSH_STEPS = 64;
/** The bounds of nearly nothing, far above the least normal number: no moment gets there between. */
const LEAST_MEAN = 2 ** -100;
const LEAST_SQUARE = 2 ** -120;

/**
 * One step of Adam with decoupled weight decay, in place and in one pass:
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
 * param ← (1 − η λ) param − η (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
 *
 * A parameter without any gradient, as that of a latent that is never chosen, would keep subnormal
 * moments for ever, for β₁ times the least of them rounds to itself, and processors take several
 * times as long for those; so every 64th step makes 0 of an m below 2⁻¹⁰⁰ and a v below 2⁻¹²⁰.
 *
 * Throws a RangeError where the shapes differ, a TypeError for another type than float32, and an
 * Error where a tensor to be overwritten shares its memory with another. Kingma and Ba, "Adam: a
 * method for stochastic optimization", 2015; Loshchilov and Hutter, "Decoupled weight decay
 * regularization", 2019.
 */
export function adamStep(tensors: AdamTensors, options: AdamOptions): void {
  const { param, gradient, firstMoment, secondMoment } = tensors;
  const { learningRate, beta1, beta2, epsilon, weightDecay, step, gradientScale } = options;
  checkTensors("take a step of Adam", { param, gradient, firstMoment, secondMoment });
  checkOwners("take a step of Adam", { param, firstMoment, secondMoment });
  if (!(step >= 1)) {
    throw new RangeError(`Cannot take step ${step} of Adam: steps are counted from 1`);
  }
  moveByAdam(tensors, {
    ...{ gradientScale, beta1, beta2, epsilon },
    rate: learningRate / (1 - beta1 ** step),
    correction: 1 / Math.sqrt(1 - beta2 ** step),
    decay: 1 - learningRate * weightDecay,
  });
  if (step % FLUSH_STEPS !== 0) return;
  routines().flushSmall(pointer(firstMoment), param.size, LEAST_MEAN);
  routines().flushSmall(pointer(secondMoment), param.size, LEAST_SQUARE);
}

/** The numbers of one step as the routine takes them: η / (1 − β₁ᵗ), 1 / √(1 − β₂ᵗ), 1 − η λ and the others. */
interface AdamNumbers extends Pick<AdamOptions, "gradientScale" | "beta1" | "beta2" | "epsilon"> {
  readonly rate: number;
  readonly correction: number;
  readonly decay: number;
}

/** Takes the step, on as many threads as it pays for, of tensors that were checked. */
export function moveByAdam(
  { param, gradient, firstMoment, secondMoment }: AdamTensors,
  { gradientScale, beta1, beta2, epsilon, rate, correction, decay }: AdamNumbers,
): void {
  const at = [param, gradient, firstMoment, secondMoment].map(pointer), count = param.size;
  const numbers = [
    gradientScale,
    beta1,
    1 - beta1,
    beta2,
    1 - beta2,
    rate,
    correction,
    epsilon,
    decay,
  ];
  const range = { count, step: WHOLE_VALUES, operations: OPERATIONS * count };
  shareRange("adam", range, (from, size) => [
    "adam",
    ...at.map((place) => place + 4 * from),
    size,
    ...numbers,
  ]);
}
