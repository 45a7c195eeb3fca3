import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { LikelihoodConfig } from "../core/likelihood.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { Shape } from "../core/shape.ts";
import type { ActivationName, OwnParam } from "../layers/mod.ts";

/** A loss over a batch that compares reconstructions with inputs. */
export interface ReconstructionLoss {
  /** Its name in reports. */
  readonly name: string;
  /**
   * The activation that must end the decoder. The loss is computed from what that activation would
   * take (the logits), which keeps it finite where the activation saturates.
   */
  readonly lastActivation?: ActivationName;
  /** Activations that must not end the decoder, as another loss belongs to them. */
  readonly refusedActivations?: readonly ActivationName[];
  /**
   * The values that it can compare: any numbers, numbers in [0, 1], or vectors that are
   * distributions.
   */
  readonly examples: "any" | "unit-interval" | "distributions";
  /** The parameters that are learned with it, by full path; absent where it has none. */
  params?(inputShape: Shape): Record<string, OwnParam>;
  /**
   * The distribution p(x | h) that it follows from, learned variances as the parameters have them;
   * absent where it follows from none.
   */
  likelihood?(params: Readonly<Record<string, NdArray>>): LikelihoodConfig;
  /** The loss of the decoder's outputs (logits with a `lastActivation`) for inputs x, both [B, …]. */
  apply(output: Tensor, x: Tensor, params: Readonly<Record<string, Tensor>>): Scalar;
}
