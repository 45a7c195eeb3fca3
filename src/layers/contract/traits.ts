import type { CorruptionSpec } from "../../corruptions/mod.ts";
import type { ActivationName } from "./activations.ts";
import type { CodeTraits } from "./code_traits.ts";

/**
 * The facts about a layer that the rest of a model goes by, so that nobody asks for its type: each is
 * there where it is true of the layer, and absent elsewhere.
 */
export interface Traits {
  /** The activation that the layer is. */
  readonly activation?: ActivationName;
  /** The factor of negative values that it has, where it is given one. */
  readonly slope?: number;
  /** The activations that the layer is, each of so many values side by side. */
  readonly activations?: readonly { readonly function: ActivationName; readonly size: number }[];
  /**
   * The map from input to output, in training as outside: the same values, in other places at most;
   * each value and a constant; x W; x W + b.
   */
  readonly map?: "identity" | "shift" | "linear" | "affine";
  /** The parameter that holds its weights; how they start depends on the activation that follows. */
  readonly weights?: Weights;
  /** The windows of an image that its units see, of a convolution: height and width of each. */
  readonly windows?: {
    readonly size: readonly [number, number];
    /** The steps from one value of a window to the next. */
    readonly dilation: readonly [number, number];
  };
  /** The kind of code that its outputs are, where they end an encoder. */
  readonly code?: CodeTraits;
  /** The damage to values where the loss is computed; outside, they pass as they are. */
  readonly noise?: CorruptionSpec;
  /** True of one that keeps shapes and yet has no place in the mirror of its encoder. */
  readonly isOneSided?: boolean;
  /** True of one that draws, while training, which values pass. */
  readonly isDropping?: boolean;
  /**
   * True of one inside an encoder that keeps the largest of its inputs: of two that rounding cannot tell
   * apart another runtime may keep the other one.
   */
  readonly keepsLargest?: boolean;
  /** The number of classes that the layer sees examples told apart by. */
  readonly classes?: number;
  /**
   * The thing that training takes from a batch as a whole, so that what becomes of an example depends on
   * the others: the mean and variance of each unit, or the largest entries.
   */
  readonly fromBatch?: "moments" | "largest";
  /**
   * The penalty that training needs with the layer, by its type, as the reconstruction does not teach
   * all that it should: the entries of a codebook, or the layers that predict a code.
   */
  readonly needsPenalty?: string;
}

/** The weights of a layer. */
export interface Weights {
  /** The name of the parameter. */
  readonly param: string;
  /** The order of its axes: [D, U], [U, D], or that of a filter, whose last one counts its vectors. */
  readonly axes: "inputs, outputs" | "outputs, inputs" | "filter";
  /**
   * The name of the vectors in it that people look at: what a unit or latent answers to, what an atom
   * adds to the output, or a filter. Absent where they say little by themselves.
   */
  readonly vectors?: "units" | "latents" | "atoms" | "filters";
}
