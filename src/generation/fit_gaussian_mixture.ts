import type { NdArray } from "../core/nd_array.ts";
import { atOnce } from "../core/pieces.ts";
import type { Rng } from "../core/rng.ts";
import { checkCodes } from "./check_codes.ts";
import type { Covariance, GaussianMixture } from "./gaussian_mixture.ts";
import { expectation, maximization } from "./expectation_maximization.ts";
import { seedClusters } from "./seed_clusters.ts";

/** The choices of a fit. */
export interface FitMixtureOptions {
  /** The number of normal distributions: no more than there are codes. */
  readonly components: number;
  /** Full for codes of up to 64 values, diagonal for larger ones, unless given. */
  readonly covariance?: Covariance;
  /** Draws the codes to start from. */
  readonly rng: Rng;
  /** The most rounds: 100 unless given. */
  readonly iterations?: number;
  /** The gain in log-likelihood, in nats per code, at which to stop: 0.001 unless given. */
  readonly tolerance?: number;
}

/** The most values of a code for which a full covariance is fitted unasked. */
const LARGEST_FULL = 64;

/** The most numbers of all covariances together, one gibibyte. */
const MOST_NUMBERS = 2 ** 27;

/** The least variance beside the mean one: what varies less might as well be a constant. */
const LEAST_VARIANCE = 1e-6;

/**
 * Fits a mixture of normal distributions to codes [B, …code] by expectation and maximization
 * (Dempster, Laird and Rubin, 1977) from the clusters of k-means++.
 *
 * Variances do not fall below a millionth of the mean variance of a value of the codes. Throws a
 * RangeError for more components than codes, for values that are not finite, and for full covariances
 * of more than a gibibyte.
 *
 * @example
 * ```ts
 * import { createRng, fitGaussianMixture } from "isthmus/generation";
 *
 * const codes = { shape: [6, 1], values: Float32Array.of(-1.1, -1, -0.9, 3.9, 4, 4.1) };
 * const { means, weights } = fitGaussianMixture(codes, { components: 2, rng: createRng(0) });
 * assertAlmostEquals(Math.min(...means), -1, 0.01);
 * assertAlmostEquals(Math.max(...means), 4, 0.01);
 * assertAlmostEquals(weights[0], 0.5, 0.01);
 * ```
 */
export function fitGaussianMixture(codes: NdArray, options: FitMixtureOptions): GaussianMixture {
  return atOnce(fitMixtureInPieces(codes, options));
}

/**
 * Fits a mixture as `fitGaussianMixture` does, to the same values, and stops between its rounds: a caller can
 * do something else there, or end it.
 *
 * @example
 * ```ts
 * import { createRng, fitGaussianMixture, fitMixtureInPieces } from "isthmus/generation";
 *
 * const codes = { shape: [6, 1], values: Float32Array.of(-1.1, -1, -0.9, 3.9, 4, 4.1) };
 * const pieces = fitMixtureInPieces(codes, { components: 2, rng: createRng(0) });
 * let piece = pieces.next();
 * while (!piece.done) piece = pieces.next();
 * assertEquals(piece.value, fitGaussianMixture(codes, { components: 2, rng: createRng(0) }));
 * ```
 */
export function* fitMixtureInPieces(
  codes: NdArray,
  { components, covariance: wanted, rng, iterations = 100, tolerance = 1e-3 }: FitMixtureOptions,
): Generator<void, GaussianMixture> {
  const { count, codeShape, size } = checkCodes(codes, { to: "fit a mixture to" });
  const covariance = wanted ?? (size <= LARGEST_FULL ? "full" : "diagonal");
  if (!Number.isSafeInteger(components) || components < 1 || components > count) {
    throw new RangeError(
      `Cannot fit ${components} components to ${count} codes: ` +
        (count === 0 ? "expected codes" : `expected a whole number from 1 to ${count}`),
    );
  }
  if (covariance === "full" && components * size * size > MOST_NUMBERS) {
    throw new RangeError(
      `Cannot fit ${components} full covariances to codes of ${size} values: they would take more ` +
        `than a gibibyte, use diagonal ones`,
    );
  }
  if (!codes.values.every(Number.isFinite)) {
    throw new RangeError("Cannot fit a mixture to codes: some of their values are not finite");
  }
  const { values } = codes;
  const floor = LEAST_VARIANCE * meanVariance(values, size) || Number.EPSILON;
  const maximize = (responsibilities: Float64Array) => ({
    codeShape,
    ...maximization(values, { responsibilities, components, covariance, floor }),
  });
  const responsibilities = new Float64Array(count * components);
  yield;
  seedClusters(values, { size, clusters: components, rng }).forEach((cluster, row) => {
    responsibilities[row * components + cluster] = 1;
  });
  yield;
  let mixture = maximize(responsibilities);
  let logLikelihood = expectation(mixture, { values, responsibilities });
  for (let iteration = 0; iteration < iterations; iteration++) {
    yield;
    mixture = maximize(responsibilities);
    yield;
    const before = logLikelihood;
    logLikelihood = expectation(mixture, { values, responsibilities });
    if (logLikelihood - before < tolerance) break;
  }
  return { ...mixture, logLikelihood };
}

/** The variance of a value of the codes, averaged over the values of a code. */
function meanVariance(values: Float32Array, size: number): number {
  const means = new Float64Array(size), count = values.length / size;
  for (let i = 0; i < values.length; i++) means[i % size] += values[i] / count;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - means[i % size]) ** 2;
  return sum / values.length;
}
