import type { Scalar, Tensor } from "@tensorflow/tfjs";
import { z } from "zod";
import type { PriorConfig } from "../core/generation_config.ts";
import type { Rng } from "../core/rng.ts";
import type { Shape } from "../core/shape.ts";
import type { OwnParam, PlannedLayer, Value } from "../layers/mod.ts";

/** The fields of every penalty. */
export const penaltyFields = {
  /** The factor of the penalty in the loss. */
  coefficient: z.number().min(0),
  /** The share of the training over which the coefficient rises from 0, linearly; none unless given. */
  warmUp: z.number().min(0).max(1).optional(),
};

/** A term of the loss besides the reconstruction. */
export interface Penalty<Spec> {
  /** Throws a RangeError, one sentence, for a model that the penalty says nothing about. */
  check?(spec: Spec, model: PenalizedModel): void;
  /**
   * The values that it measures or learns besides the model's parameters, by name; absent where it
   * has none.
   */
  params?(spec: Spec, model: PenalizedModel): Record<string, OwnParam>;
  /** The facts that measures, reports and exports go by; absent where none of them is true of it. */
  traits?(spec: Spec): PenaltyTraits;
  /** The penalty of a batch before its coefficient; absent where there is nothing to penalise. */
  apply(spec: Spec, batch: PenalizedBatch): Scalar | undefined;
}

/** The facts about a penalty, so that nobody asks for its type; each is absent where it is not true. */
export interface PenaltyTraits {
  /** The distribution of codes that it draws those of examples to, where they are draws themselves. */
  readonly prior?: PriorConfig;
  /** True where it gathers codes round zero, so that one drawn from N(0, I) lies among them. */
  readonly gathersCodes?: boolean;
  /** The mean that it wants of every entry of a code. */
  readonly meanActivation?: number;
  /** True where it keeps the Jacobian of codes small. */
  readonly shrinksJacobian?: boolean;
}

/**
 * A penalty with the schema of its options, for the registry.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { codeRows, definePenalty, penaltyFields } from "isthmus";
 * import { z } from "zod";
 *
 * const largest = definePenalty({
 *   schema: z.strictObject({ type: z.literal("largest"), ...penaltyFields }),
 *   apply: (_spec, { code }) => tf.max(codeRows(code)),
 * });
 * assertEquals(largest.schema.parse({ type: "largest", coefficient: 1 }).coefficient, 1);
 * ```
 */
export function definePenalty<Schema extends z.ZodObject>(
  penalty: Penalty<z.output<Schema>> & { readonly schema: Schema },
): Penalty<z.output<Schema>> & { readonly schema: Schema } {
  return penalty;
}

/** The layers of a model. */
export interface PenalizedModel {
  readonly encoder: readonly PlannedLayer[];
  readonly decoder: readonly PlannedLayer[];
  /** The shape of one code. */
  readonly codeShape: Shape;
}

/** The part of a step that a penalty sees. */
export interface PenalizedBatch {
  readonly model: PenalizedModel;
  /** The inputs [B, …]. */
  readonly x: Tensor;
  readonly code: Value;
  /** The values that layers gave besides their outputs, by full path. */
  readonly given: Readonly<Record<string, Value>>;
  /** The parameters, by full path. */
  readonly params: Readonly<Record<string, Tensor>>;
  /** The penalty's own parameters, by name. */
  readonly own: Readonly<Record<string, Tensor>>;
  /** The reconstructions [B, …]. */
  reconstruction(): Tensor;
  /**
   * The products Jᵀu of cotangents u [P, B, …codeShape] with the Jacobian J = ∂code / ∂input of each
   * example, [P, B, …inputShape]; gradients go through them.
   */
  pullBack(cotangents: Tensor): Tensor;
  /** The stream of example i for what the penalty draws; absent where nothing is drawn. */
  sample?(example: number): Rng;
  /** Replaces one of its parameters after the step; takes the tensor over. Absent outside training. */
  update?(name: string, value: Tensor): void;
}
