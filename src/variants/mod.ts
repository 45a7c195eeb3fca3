import { z } from "zod";
import type { Shape } from "../core/shape.ts";
import {
  type AutoencoderSpec,
  describeModel,
  modelOptions,
  modelOptionsFor,
} from "../model/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { betaVariational, betaVariationalOptions } from "./beta_variational.ts";
import { codeL2, codeL2Options } from "./code_l2.ts";
import {
  conditionalVariational,
  conditionalVariationalOptions,
} from "./conditional_variational.ts";
import { contractive, contractiveOptions } from "./contractive.ts";
import { deep, deepOptions } from "./deep.ts";
import { denoising, denoisingOptions } from "./denoising.ts";
import { klSparse, klSparseOptions } from "./kl_sparse.ts";
import { kSparse, kSparseOptions } from "./k_sparse.ts";
import { overcomplete, overcompleteOptions } from "./overcomplete.ts";
import {
  predictiveSparseDecomposition,
  predictiveSparseDecompositionOptions,
} from "./predictive_sparse_decomposition.ts";
import { sparse, sparseOptions } from "./sparse.ts";
import { stochastic, stochasticOptions } from "./stochastic.ts";
import { tied, tiedOptions } from "./tied.ts";
import { undercomplete, undercompleteOptions } from "./undercomplete.ts";
import type { Variant } from "./variant.ts";
import { variational, variationalOptions } from "./variational.ts";
import { vectorQuantised, vectorQuantisedOptions } from "./vector_quantised.ts";
import { wasserstein, wassersteinOptions } from "./wasserstein.ts";

export type { Variant } from "./variant.ts";

/** The schema of a variant's options, told apart by `variant`. */
export const variantOptions = z.discriminatedUnion("variant", [
  betaVariationalOptions,
  codeL2Options,
  conditionalVariationalOptions,
  contractiveOptions,
  deepOptions,
  denoisingOptions,
  kSparseOptions,
  klSparseOptions,
  overcompleteOptions,
  predictiveSparseDecompositionOptions,
  sparseOptions,
  stochasticOptions,
  tiedOptions,
  undercompleteOptions,
  variationalOptions,
  vectorQuantisedOptions,
  wassersteinOptions,
]);

/** The choice of a variant and its options. */
export type VariantOptions = z.infer<typeof variantOptions>;

/** The name of a variant, as recipes write it. */
export type VariantName = VariantOptions["variant"];

/** Every variant by its name: THE registry. A name without its variant does not compile. */
export const variants: {
  readonly [Name in VariantName]: Variant<Extract<VariantOptions, { variant: Name }>>;
} = {
  "beta-variational": betaVariational,
  "code-l2": codeL2,
  "conditional-variational": conditionalVariational,
  contractive,
  deep,
  denoising,
  "k-sparse": kSparse,
  "kl-sparse": klSparse,
  overcomplete,
  "predictive-sparse-decomposition": predictiveSparseDecomposition,
  sparse,
  stochastic,
  tied,
  undercomplete,
  variational,
  "vector-quantised": vectorQuantised,
  wasserstein,
};

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
  // The table's type says that the variant under a name takes that variant's options.
  const variant = variants[options.variant] as Variant<VariantOptions>;
  return describeModel(variant.fill(options, inputShape), inputShape);
}
