import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { LikelihoodConfig } from "../core/likelihood.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { Shape } from "../core/shape.ts";
import type { ActivationName, LayerSpec, OwnParam } from "../layers/mod.ts";

/** Any numbers, numbers in [0, 1], or vectors that are distributions. */
export type ExampleKind = "any" | "unit-interval" | "distributions";

/** So many values of a kind. */
export interface ExampleGroup {
  readonly kind: ExampleKind;
  readonly size: number;
}

/** A layer that applies functions to values, and keeps their shape. */
export type ActivationSpec = Extract<
  LayerSpec,
  { readonly type: "activation" | "activation_groups" }
>;

/** A loss over a batch that compares reconstructions with inputs. */
export interface ReconstructionLoss {
  /** Its name in reports. */
  readonly name: string;
  /**
   * The activation that must end the decoder. The loss is computed from what that activation would
   * take (the logits), which keeps it finite where the activation saturates.
   */
  readonly lastLayer?: ActivationSpec;
  /** Activations that must not end the decoder, as another loss belongs to them. */
  readonly refusedActivations?: readonly ActivationName[];
  /** The values that it can compare: all of one kind, or groups of some, side by side. */
  readonly examples: ExampleKind | readonly ExampleGroup[];
  /** The parameters that are learned with it, by full path; absent where it has none. */
  params?(inputShape: Shape): Record<string, OwnParam>;
  /**
   * The distribution p(x | h) that it follows from, learned variances as the parameters have them;
   * absent where it follows from none.
   */
  likelihood?(params: Readonly<Record<string, NdArray>>): LikelihoodConfig;
  /** The loss of the decoder's outputs (logits with a `lastLayer`) for inputs x, both [B, …]. */
  apply(output: Tensor, x: Tensor, params: Readonly<Record<string, Tensor>>): Scalar;
}
