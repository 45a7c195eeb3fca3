import { type Shape, sizeOf } from "../core/shape.ts";

/** The forms of a covariance: any, or one under which the values of a code are independent. */
export type Covariance = "full" | "diagonal";

/** A distribution of codes: the sum of K normal distributions, each with its share. */
export interface GaussianMixture {
  /** The shape of one code, of C values. */
  readonly codeShape: Shape;
  /** The form of all covariances. */
  readonly covariance: Covariance;
  /** The share of each component, [K]; they sum to 1. */
  readonly weights: Float64Array;
  /** [K, C] */
  readonly means: Float64Array;
  /**
   * The lower factor L of each covariance L Lᵀ, [K, C, C]; of diagonal covariances its diagonal alone,
   * the standard deviations, [K, C].
   */
  readonly cholesky: Float64Array;
  /** The log density of the codes that it was fitted to, averaged over them, in nats. */
  readonly logLikelihood: number;
}

/** The distribution alone, of whatever it is fitted to. */
export type MixtureParameters = Omit<GaussianMixture, "logLikelihood">;

/**
 * The unit normal distribution of codes of this shape: one component, of mean 0 and variance 1.
 *
 * @example
 * ```ts
 * import { unitNormal } from "isthmus/generation";
 *
 * assertEquals(unitNormal([3]).means, Float64Array.of(0, 0, 0));
 * ```
 */
export function unitNormal(codeShape: Shape): MixtureParameters {
  const size = sizeOf(codeShape);
  return {
    codeShape,
    covariance: "diagonal",
    weights: Float64Array.of(1),
    means: new Float64Array(size),
    cholesky: new Float64Array(size).fill(1),
  };
}
