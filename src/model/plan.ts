import { type Shape, sizeOf } from "../core/shape.ts";
import type { OwnParam, PlannedLayer } from "../layers/mod.ts";
import type { AutoencoderSpec } from "./spec.ts";

/** One of the two lists of layers. */
export type Half = "encoder" | "decoder";

/** A parameter of the model and how it starts. */
export interface PlannedParam extends OwnParam {
  /** True where it stays as it is for a training, be it learned or measured. */
  readonly isFrozen?: true;
}

/** A checked spec, layer by layer: what every fold over a model walks. */
export interface Plan {
  /** The spec that was planned. */
  readonly spec: AutoencoderSpec;
  /** The layers from an example to its code. */
  readonly encoder: readonly PlannedLayer[];
  /** The layers from a code to a reconstruction, or to the probabilities of classes. */
  readonly decoder: readonly PlannedLayer[];
  /** The shape of one code, `[C]` for a dense one. */
  readonly codeShape: Shape;
  /** Every parameter by its path, in the order of the layers. */
  readonly params: Readonly<Record<string, PlannedParam>>;
  /**
   * The values that the decoder takes of the encoder besides the code, by full path
   * (`encoder.2.switches`): the shape of each for one example.
   */
  readonly links: Readonly<Record<string, Shape>>;
  /**
   * The values that an exported encoder gives besides the code, by the name of the output
   * (`log_variance`): the full path of the value, and its shape for one example.
   */
  readonly outputs: Readonly<Record<string, { readonly path: string; readonly shape: Shape }>>;
  /**
   * The number of classes that the model depends on, or that it tells apart; absent where it does without
   * labels.
   */
  readonly classes?: number;
  /**
   * True where a layer draws while the loss is computed, codes or damage to its inputs, so that the
   * loss of a batch is that of a draw.
   */
  readonly isStochastic: boolean;
}

/**
 * The number of values in all parameters.
 *
 * @example
 * ```ts
 * import { countParams, describeAutoencoder, planAutoencoder } from "isthmus";
 *
 * const plan = planAutoencoder(describeAutoencoder({ codeSize: 2, loss: "mean-squared-error" }, [3]));
 * assertEquals(countParams(plan), 3 * 2 + 2 + 2 * 3 + 3);
 * ```
 */
export function countParams(plan: Plan): number {
  return Object.values(plan.params).reduce((count, { shape }) => count + sizeOf(shape), 0);
}
