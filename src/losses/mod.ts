import { z } from "zod";
import { meanSquaredError, sigmoidCrossEntropy } from "../kernels/mod.ts";
import { likelihoodLoss, likelihoodSpec } from "./likelihood.ts";
import type { ReconstructionLoss } from "./reconstruction_loss.ts";
import { softmaxCrossEntropy } from "./softmax_cross_entropy.ts";

export { defineLikelihood, type Likelihood, LOG_VARIANCE } from "./distributions.ts";
export { likelihoodAdditions, type LikelihoodSpec, likelihoodSpec } from "./likelihood.ts";
export type { LikelihoodGroup } from "./mixed.ts";
export type { ExampleKind, ReconstructionLoss } from "./reconstruction_loss.ts";

/** The names of the losses that compare a reconstruction with its input. */
export const RECONSTRUCTION_LOSSES = [
  "mean-squared-error",
  "binary-cross-entropy",
  "categorical-cross-entropy",
] as const;

/** One of the reconstruction losses. */
export type ReconstructionLossName = typeof RECONSTRUCTION_LOSSES[number];

/** The schema of what compares a reconstruction with its input: a loss by its name, or a likelihood. */
export const reconstructionLossSpec = z.union([z.enum(RECONSTRUCTION_LOSSES), likelihoodSpec]);

/** The choice of a loss, or of the likelihood that it follows from. */
export type ReconstructionLossSpec = z.infer<typeof reconstructionLossSpec>;

/** Every reconstruction loss by name. */
const reconstructionLosses: { readonly [Name in ReconstructionLossName]: ReconstructionLoss } = {
  /** (1 / BD) Σ (x̂ − x)². */
  "mean-squared-error": {
    name: "mean-squared-error",
    examples: "any",
    apply: meanSquaredError,
  },
  /** −(1 / BD) Σ x log σ(a) + (1 − x) log(1 − σ(a)), in nats, for inputs in [0, 1]. */
  "binary-cross-entropy": {
    name: "binary-cross-entropy",
    lastLayer: { type: "activation", function: "sigmoid" },
    examples: "unit-interval",
    apply: sigmoidCrossEntropy,
  },
  /** −(1 / B) Σ x log softmax(a), in nats, for inputs that are distributions [B, D]. */
  "categorical-cross-entropy": {
    name: "categorical-cross-entropy",
    lastLayer: { type: "activation", function: "softmax" },
    examples: "distributions",
    apply: softmaxCrossEntropy,
  },
};

/** The loss that a spec chooses. */
export function reconstructionLossOf(spec: ReconstructionLossSpec): ReconstructionLoss {
  return typeof spec === "string" ? reconstructionLosses[spec] : likelihoodLoss(spec);
}
