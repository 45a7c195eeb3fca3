/**
 * New codes from those that a trained encoder gives, for its decoder to decode.
 *
 * Nothing here imports TensorFlow.js or anything of one host.
 */
export { createRng, type Rng } from "../core/rng.ts";
export { type Analogy, analogy } from "./analogy.ts";
export { addAttribute, attributeVector, type ClassPair } from "./attribute_vector.ts";
export {
  checkTwoValues,
  codeGrid,
  type CodeGridOptions,
  type CodeRange,
  codeRange,
} from "./code_grid.ts";
export { type CodeSpace, type CodeSpread, decodeCodeSpace, encodeCodeSpace } from "./code_space.ts";
export { alongDirections, moveAlong } from "./directions.ts";
export {
  fitGaussianMixture,
  fitMixtureInPieces,
  type FitMixtureOptions,
} from "./fit_gaussian_mixture.ts";
export {
  type Covariance,
  type GaussianMixture,
  type MixtureParameters,
  unitNormal,
} from "./gaussian_mixture.ts";
export {
  interpolate,
  type InterpolateOptions,
  INTERPOLATION_PATHS,
  type InterpolationPath,
} from "./interpolate.ts";
export { meanCode } from "./mean_code.ts";
export { mixtureLogDensity } from "./mixture_density.ts";
export { normalQuantile } from "./normal_quantile.ts";
export { type CodeSource, sampleCodes } from "./sample_codes.ts";
export { sampleMixture } from "./sample_mixture.ts";
