import type { NdArray } from "../core/nd_array.ts";
import { checkCodes } from "./check_codes.ts";
import { invertLower } from "./cholesky.ts";
import type { MixtureParameters } from "./gaussian_mixture.ts";

/**
 * The log of the density of a mixture at each code, in nats: [B, …code] to B numbers.
 *
 * log Σ wₖ N(x; μₖ, Σₖ), summed from the largest term on, so that none over- or underflows. Throws a
 * RangeError for codes of another shape than those of the mixture.
 *
 * @example
 * ```ts
 * import { mixtureLogDensity, unitNormal } from "isthmus/generation";
 *
 * const [density] = mixtureLogDensity(unitNormal([1]), { shape: [1, 1], values: Float32Array.of(0) });
 * assertAlmostEquals(density, -0.5 * Math.log(2 * Math.PI), 1e-6);
 * ```
 */
export function mixtureLogDensity(mixture: MixtureParameters, codes: NdArray): Float64Array {
  const { codeShape, weights } = mixture;
  const { count } = checkCodes(codes, { to: "measure", codeShape });
  const joint = jointLogDensities(mixture, codes.values);
  return Float64Array.from(
    { length: count },
    (_, row) => logSumExp(joint.subarray(row * weights.length, (row + 1) * weights.length)),
  );
}

/** The log of wₖ N(x; μₖ, Σₖ) of each code under each component, [B, K]. */
export function jointLogDensities(
  { covariance, weights, means, cholesky }: MixtureParameters,
  values: Float32Array,
): Float64Array {
  const components = weights.length, size = means.length / components;
  const joint = new Float64Array(values.length / size * components);
  for (let k = 0; k < components; k++) {
    const mean = means.subarray(k * size, (k + 1) * size);
    const length = cholesky.length / components;
    const factor = cholesky.subarray(k * length, (k + 1) * length);
    const distance = covariance === "full" ? fullDistance(factor, size) : diagonalDistance(factor);
    let logScale = 0;
    for (let i = 0; i < length; i += covariance === "full" ? size + 1 : 1) {
      logScale += Math.log(factor[i]);
    }
    const constant = Math.log(weights[k]) - logScale - size / 2 * Math.log(2 * Math.PI);
    const difference = new Float64Array(size);
    for (let row = 0; row * size < values.length; row++) {
      for (let i = 0; i < size; i++) difference[i] = values[row * size + i] - mean[i];
      joint[row * components + k] = constant - distance(difference) / 2;
    }
  }
  return joint;
}

/** log Σ exp vᵢ. */
export function logSumExp(values: Float64Array): number {
  let most = -Infinity;
  for (const value of values) most = Math.max(most, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum);
}

/** The squared length of L⁻¹ d. */
function fullDistance(lower: Float64Array, size: number): (difference: Float64Array) => number {
  const inverse = invertLower(lower, size);
  return (difference) => {
    let total = 0;
    for (let row = 0; row < size; row++) {
      let sum = 0;
      for (let i = 0; i <= row; i++) sum += inverse[row * size + i] * difference[i];
      total += sum * sum;
    }
    return total;
  };
}

/** The squared length of d, each value in its standard deviations. */
function diagonalDistance(deviations: Float64Array): (difference: Float64Array) => number {
  return (difference) => {
    let total = 0;
    for (let i = 0; i < difference.length; i++) total += (difference[i] / deviations[i]) ** 2;
    return total;
  };
}
