import { type NdArray, zeros } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import type { MixtureParameters } from "./gaussian_mixture.ts";

/**
 * Draws codes from a mixture, [count, …code]: a component by its weight, then μ + L ε, where ε is
 * normal.
 *
 * Throws a RangeError for a count that is no whole number from 0 up.
 *
 * @example
 * ```ts
 * import { createRng, sampleMixture, unitNormal } from "isthmus/generation";
 *
 * const { values } = sampleMixture(unitNormal([1]), { count: 4000, rng: createRng(0) });
 * const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
 * assertAlmostEquals(mean, 0, 0.05);
 * ```
 */
export function sampleMixture(
  { codeShape, covariance, weights, means, cholesky }: MixtureParameters,
  { count, rng }: { count: number; rng: Rng },
): NdArray {
  checkCount(count);
  const size = means.length / weights.length, isFull = covariance === "full";
  const codes = zeros([count, ...codeShape]);
  const noise = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    // A stream for each: what code i is does not depend on how many are drawn.
    const stream = rng.fork(row);
    const k = drawComponent(weights, stream.uniform());
    for (let i = 0; i < size; i++) noise[i] = stream.normal();
    for (let i = 0; i < size; i++) {
      let sum = means[k * size + i];
      if (isFull) {
        const start = (k * size + i) * size;
        for (let j = 0; j <= i; j++) sum += cholesky[start + j] * noise[j];
      } else sum += cholesky[k * size + i] * noise[i];
      codes.values[row * size + i] = sum;
    }
  }
  return codes;
}

/** Throws a RangeError for what cannot be a number of codes. */
export function checkCount(count: number): void {
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new RangeError(`Cannot draw ${count} codes: expected a whole number from 0 up`);
}

/** The component at this share, from 0 to 1, of all weights side by side. */
function drawComponent(weights: Float64Array, share: number): number {
  let left = share;
  for (let k = 0; k < weights.length; k++) {
    left -= weights[k];
    if (left < 0) return k;
  }
  // The weights sum to a hair less than 1: the largest stands in for what is missing.
  return weights.indexOf(Math.max(...weights));
}
