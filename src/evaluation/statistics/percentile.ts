/**
 * The value that so many percent of sorted values lie below, by linear interpolation (Hyndman and Fan,
 * "Sample quantiles in statistical packages", 1996, definition 7), as in NumPy.
 *
 * Throws a RangeError for no values, and for a percentage outside 0 … 100.
 */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  if (sorted.length === 0 || !(percent >= 0 && percent <= 100)) {
    throw new RangeError(
      `Cannot take the ${percent}th percentile of ${sorted.length} values: expected 0 to 100, and one ` +
        `value at least`,
    );
  }
  const at = percent / 100 * (sorted.length - 1), below = Math.floor(at), share = at - below;
  // Without the question an infinite value would make NaN of the finite one below it.
  return share === 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
}
