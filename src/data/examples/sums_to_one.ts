/**
 * The distance from 1 that the sum of a distribution may have: rounding of thousands of 32-bit
 * terms.
 */
const TOLERANCE = 1e-3;

/**
 * True for the sum of a distribution's values, and for 0: a row of zeros (a text without a known word)
 * adds nothing to a cross-entropy and does no harm.
 */
export function sumsToOne(sum: number): boolean {
  return sum === 0 || Math.abs(sum - 1) <= TOLERANCE;
}
