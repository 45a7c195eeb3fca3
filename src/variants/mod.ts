import { z } from "zod";
import type { Shape } from "../core/shape.ts";
import {
  type AutoencoderSpec,
  describeModel,
  modelOptions,
  modelOptionsFor,
} from "../model/mod.ts";
import { type AddedParts, createRegistry } from "../schemas/create_registry.ts";
import { parseWith } from "../schemas/parse_with.ts";
import * as parts from "./registry.ts";
import type { Variant } from "./variant.ts";

export { defineVariant, type Variant } from "./variant.ts";

const registry = createRegistry("variant", parts);

/** The schema of a variant's options, told apart by `variant`. */
export const variantOptions = registry.schema;

/** The choice of a variant and its options. */
export type VariantOptions = z.infer<typeof variantOptions>;

/** The way in for variants of plug-ins. */
export const variantAdditions: AddedParts = registry;

/** The name of a variant, as recipes write it. */
export type VariantName = VariantOptions["variant"];

/** Every variant by its name. */
export const variants: {
  readonly [Name in VariantName]: Variant<Extract<VariantOptions, { variant: Name }>>;
} = parts;

/** The schema of a recipe's model: a variant by its name, or any stack or list of layers. */
export const autoencoderOptions = z.union([variantOptions, modelOptions]);

/** The choices that make a model for inputs of whatever shape. */
export type AutoencoderOptions = z.infer<typeof autoencoderOptions>;

/** The same as they are written, defaults left out. */
export type AutoencoderOptionsInput = z.input<typeof autoencoderOptions>;

/** The alternative of `autoencoderOptions` that a value means; its errors name one field. */
export function autoencoderOptionsFor(
  value: unknown,
): typeof variantOptions | ReturnType<typeof modelOptionsFor> {
  return typeof value === "object" && value !== null && "variant" in value
    ? variantOptions
    : modelOptionsFor(value);
}

/**
 * The spec of the model that options describe for examples of a shape.
 *
 * Throws a TypeError that names the field for options that do not fit their schema, and a RangeError
 * for a shape that they do not fit.
 *
 * @example
 * ```ts
 * import { describeAutoencoder } from "isthmus";
 *
 * const { encoder, penalties } = describeAutoencoder({ variant: "sparse", codeSize: 64 }, [784]);
 * assertEquals(encoder[0], { type: "dense", units: 64 });
 * assertEquals(penalties?.[0].type, "code_l1");
 * ```
 */
export function describeAutoencoder(
  input: AutoencoderOptionsInput,
  inputShape: Shape,
): AutoencoderSpec {
  if (!("variant" in input)) return describeModel(input, inputShape);
  const options = parseWith(variantOptions, input, "these model options");
  const variant: Variant<VariantOptions> = registry.partOf(options);
  return describeModel(variant.fill(options, inputShape), inputShape);
}
