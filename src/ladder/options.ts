import { z } from "zod";
import { optimizerOptions } from "../optimizers/mod.ts";

/** The names of the functions that join a noisy value with what the layer above says of it. */
export const COMBINATOR_NAMES = ["gaussian", "vanilla", "mlp"] as const;

/** One of the combinators. */
export type CombinatorName = typeof COMBINATOR_NAMES[number];

/**
 * The schema of what decides the training of a ladder network besides the classifier, the data and the
 * seed. The defaults are those of Rasmus et al., "Semi-supervised learning with ladder networks", 2015.
 */
export const ladderOptions = z.strictObject({
  /**
   * The standard deviation of the noise on the input and on the normalised values of every layer: one for
   * all, or a list from the input upward, one for the input and one for each dense layer.
   */
  noise: z.union([z.number().min(0), z.array(z.number().min(0)).min(1)]).default(0.3),
  /**
   * The weights of the denoising costs, from the input upward: one for the input and one for each dense
   * layer. 1000, 10 and then 0.1 unless given.
   */
  costs: z.array(z.number().min(0)).min(1).exactOptional(),
  /** The function that denoises a value, given what the layer above says of it. */
  combinator: z.enum(COMBINATOR_NAMES).default("gaussian"),
  /** Passes over the unlabelled examples. */
  epochs: z.int().positive().default(150),
  /** The unlabelled examples of a step. */
  batchSize: z.int().min(2).default(100),
  /** The labelled examples of a step; all of them, where there are fewer. */
  labelledBatchSize: z.int().min(2).default(100),
  optimizer: optimizerOptions.default(() =>
    optimizerOptions.parse({ type: "adam", learningRate: 0.002 })
  ),
  /** The share of the training after which the learning rate falls on a line to 0. */
  decayFrom: z.number().min(0).max(1).default(0.67),
});

/** The choices of the training of a ladder network. */
export type LadderOptions = z.infer<typeof ladderOptions>;

/** The same as they are written, defaults left out. */
export type LadderOptionsInput = z.input<typeof ladderOptions>;

/** The weights of the denoising costs of a network with so many dense layers, from the input upward. */
export function ladderCosts({ costs }: Pick<LadderOptions, "costs">, layers: number): number[] {
  return costs ?? [1000, 10, ...Array<number>(Math.max(0, layers - 1)).fill(0.1)];
}

/** The deviations of the noise in a network with so many dense layers, from the input upward. */
export function ladderNoise({ noise }: Pick<LadderOptions, "noise">, layers: number): number[] {
  return typeof noise === "number" ? Array<number>(layers + 1).fill(noise) : noise;
}

/** The learning rate of the step that ends when `taken` of `all` steps are done. */
export function ladderRate(
  { optimizer, decayFrom }: Pick<LadderOptions, "optimizer" | "decayFrom">,
  { taken, all }: { taken: number; all: number },
): number {
  const done = Math.max(0, taken - 1) / all;
  if (done <= decayFrom) return optimizer.learningRate;
  return optimizer.learningRate * (1 - done) / (1 - decayFrom);
}
