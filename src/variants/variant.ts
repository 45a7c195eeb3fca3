import type { z } from "zod";
import type { Shape } from "../core/shape.ts";
import { type ModelOptionsInput, stackFields } from "../model/mod.ts";

/** A member of the family of autoencoders: a record that fills the slots of a model. */
export interface Variant<Options> {
  /** The variant in one line. */
  readonly summary: string;
  /**
   * The model that options describe for examples of a shape: layers, corruption, likelihood, penalties.
   *
   * Throws a RangeError, one sentence, for a shape that the options do not fit.
   */
  fill(options: Options, inputShape: Shape): ModelOptionsInput;
}

/**
 * A variant with the schema of its options, for the registry.
 *
 * @example
 * ```ts
 * import { defineVariant } from "isthmus";
 * import { z } from "zod";
 *
 * const slim = defineVariant({
 *   schema: z.strictObject({ variant: z.literal("slim") }),
 *   summary: "a code of two values",
 *   fill: () => ({ codeSize: 2, loss: "mean-squared-error" }),
 * });
 * assertEquals(slim.fill({ variant: "slim" }, [9]), { codeSize: 2, loss: "mean-squared-error" });
 * ```
 */
export function defineVariant<Schema extends z.ZodObject>(
  variant: Variant<z.output<Schema>> & { readonly schema: Schema },
): Variant<z.output<Schema>> & { readonly schema: Schema } {
  return variant;
}

const {
  k: _k,
  classes: _classes,
  corruption: _corruption,
  inference: _inference,
  latent: _latent,
  startK: _startK,
  ...shared
} = stackFields;

/** The options that every variant of a dense stack shares: what is left open by what makes it one. */
export const sharedFields = shared;

/**
 * The loss that compares reconstructions with inputs unless options say otherwise: for values in
 * [0, 1].
 */
export function withLoss<Options extends Pick<ModelOptionsInput, "loss" | "likelihood">>(
  options: Options,
): Options {
  const isOpen = options.loss === undefined && options.likelihood === undefined;
  return isOpen ? { ...options, loss: "binary-cross-entropy" } : options;
}

/** The penalties that a variant is made of, and those that its options add. */
export function withPenalties<Options extends Pick<ModelOptionsInput, "penalties">>(
  options: Options,
  own: NonNullable<ModelOptionsInput["penalties"]>,
): Options {
  return { ...options, penalties: [...own, ...(options.penalties ?? [])] };
}
