import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { meanSquaredError, sigmoidCrossEntropy } from "../kernels/mod.ts";
import type { ActivationName } from "../layers/mod.ts";
import { softmaxCrossEntropy } from "./softmax_cross_entropy.ts";

/** The names of the losses that compare a reconstruction with its input. */
export const RECONSTRUCTION_LOSSES = [
  "mean-squared-error",
  "binary-cross-entropy",
  "categorical-cross-entropy",
] as const;

/** One of the reconstruction losses. */
export type ReconstructionLossName = typeof RECONSTRUCTION_LOSSES[number];

/** A loss over a batch: what ends the decoder, and the formula. */
export interface ReconstructionLoss {
  /**
   * The activation that must end the decoder. The loss is computed from what that activation would
   * take (the logits), which keeps it finite where the activation saturates.
   */
  readonly lastActivation?: ActivationName;
  /** The loss of the decoder's outputs (logits with a `lastActivation`) for inputs x, both [B, …]. */
  apply(output: Tensor, x: Tensor): Scalar;
}

/** Every reconstruction loss by name. */
export const reconstructionLosses: {
  readonly [Name in ReconstructionLossName]: ReconstructionLoss;
} = {
  /** (1 / BD) Σ (x̂ − x)². */
  "mean-squared-error": { apply: meanSquaredError },
  /** −(1 / BD) Σ x log σ(a) + (1 − x) log(1 − σ(a)), in nats, for inputs in [0, 1]. */
  "binary-cross-entropy": { lastActivation: "sigmoid", apply: sigmoidCrossEntropy },
  /** −(1 / B) Σ x log softmax(a), in nats, for inputs that are distributions [B, D]. */
  "categorical-cross-entropy": { lastActivation: "softmax", apply: softmaxCrossEntropy },
};
