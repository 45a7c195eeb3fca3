import type { NdArray } from "../../core/nd_array.ts";
import { atOnce } from "../../core/pieces.ts";
import {
  fitMixtureInPieces,
  type FitMixtureOptions,
  type GaussianMixture,
} from "../../generation/mod.ts";

/** The number of components of a mixture of codes, unless asked otherwise. */
export const DEFAULT_COMPONENTS = 10;

/** The largest number of training examples that a mixture is fitted to. */
export const FITTED_CODES = 10_000;

/** The largest code that a mixture is fitted to: a thousand values take seconds, more take minutes. */
export const LARGEST_CODE = 1024;

/** The choices of a fit; components may be left out. */
export type FitCodesOptions =
  & Omit<FitMixtureOptions, "components">
  & Partial<Pick<FitMixtureOptions, "components">>;

/** The distribution of codes: a mixture of ten components, or of as many as there are codes. */
export function fitCodes(codes: NdArray, options: FitCodesOptions): GaussianMixture {
  return atOnce(fitCodesInPieces(codes, options));
}

/** The same distribution, in pieces of a round each. */
export function fitCodesInPieces(
  codes: NdArray,
  { components = Math.min(DEFAULT_COMPONENTS, codes.shape[0]), ...options }: FitCodesOptions,
): Generator<void, GaussianMixture> {
  return fitMixtureInPieces(codes, { components, ...options });
}
