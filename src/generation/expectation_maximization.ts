import { choleskyInPlace } from "./cholesky.ts";
import type { MixtureParameters } from "./gaussian_mixture.ts";
import { jointLogDensities, logSumExp } from "./mixture_density.ts";

/** Below this share a component has no part in a code: it would change nothing and cost the most. */
const LEAST_SHARE = 1e-12;

/**
 * The E step: writes the share of each component in each code, p(k | x), into `responsibilities`
 * [B, K] and returns the log density of the codes averaged over them.
 */
export function expectation(
  mixture: MixtureParameters,
  { values, responsibilities }: { values: Float32Array; responsibilities: Float64Array },
): number {
  const components = mixture.weights.length;
  const joint = jointLogDensities(mixture, values);
  let total = 0;
  for (let start = 0; start < joint.length; start += components) {
    const density = logSumExp(joint.subarray(start, start + components));
    total += density;
    for (let k = 0; k < components; k++) {
      responsibilities[start + k] = Math.exp(joint[start + k] - density);
    }
  }
  return total * components / joint.length;
}

/** The sums that the M step goes by. */
interface Shares {
  /** [B, K] */
  readonly responsibilities: Float64Array;
  readonly components: number;
  readonly covariance: MixtureParameters["covariance"];
  /** The least variance. */
  readonly floor: number;
}

/**
 * The M step: the weights, means and covariances that make codes [B, C] most likely, given the share
 * of each component in each. A component without a part in any code has weight 0.
 */
export function maximization(
  values: Float32Array,
  { responsibilities, components, covariance, floor }: Shares,
): Omit<MixtureParameters, "codeShape"> {
  const count = responsibilities.length / components, size = values.length / count;
  const length = covariance === "full" ? size * size : size;
  const weights = new Float64Array(components);
  const means = new Float64Array(components * size);
  const cholesky = new Float64Array(components * length);
  for (let k = 0; k < components; k++) {
    const mean = means.subarray(k * size, (k + 1) * size);
    const rows = new Uint32Array(count);
    let taken = 0, total = 0;
    for (let row = 0; row < count; row++) {
      const share = responsibilities[row * components + k];
      if (share < LEAST_SHARE) continue;
      rows[taken++] = row;
      total += share;
      for (let i = 0; i < size; i++) mean[i] += share * values[row * size + i];
    }
    weights[k] = total;
    for (let i = 0; i < size; i++) mean[i] /= total || 1;
    const factor = cholesky.subarray(k * length, (k + 1) * length);
    const difference = new Float64Array(size);
    const add = covariance === "full" ? addOuterProduct : addSquares;
    for (const row of rows.subarray(0, taken)) {
      for (let i = 0; i < size; i++) difference[i] = values[row * size + i] - mean[i];
      add(factor, { difference, weight: responsibilities[row * components + k] / total });
    }
    if (covariance === "full") choleskyInPlace(factor, { size, floor });
    else for (let i = 0; i < size; i++) factor[i] = Math.sqrt(Math.max(factor[i], floor));
  }
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return { covariance, weights: weights.map((weight) => weight / all), means, cholesky };
}

interface Weighted {
  readonly difference: Float64Array;
  readonly weight: number;
}

/** Adds weight · d dᵀ to the lower half of a matrix. */
function addOuterProduct(matrix: Float64Array, { difference, weight }: Weighted): void {
  const size = difference.length;
  for (let row = 0; row < size; row++) {
    const weighted = weight * difference[row];
    for (let i = 0; i <= row; i++) matrix[row * size + i] += weighted * difference[i];
  }
}

/** Adds weight · d² to the diagonal of one. */
function addSquares(diagonal: Float64Array, { difference, weight }: Weighted): void {
  for (let i = 0; i < diagonal.length; i++) diagonal[i] += weight * difference[i] * difference[i];
}
