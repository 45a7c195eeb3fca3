/**
 * The value that a new one lies below with a chance of so many percent, by sorted values of its kind: that
 * of rank p (N + 1), by linear interpolation (Hyndman and Fan, "Sample quantiles in statistical packages",
 * 1996, definition 6, "weibull" in NumPy); the first or the last where this lies beyond them.
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
  const rank = percent / 100 * (sorted.length + 1);
  const at = Math.min(Math.max(rank, 1), sorted.length) - 1,
    below = Math.floor(at),
    share = at - below;
  // Without the question an infinite value would make NaN of the finite one below it.
  return share === 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
}

/** The fewest values that have a percentile among them, p (N + 1) ≤ N: 99 for 99 %, 19 for 95 %. */
export function fewestFor(percent: number): number {
  // The quotient of 99.9 is a hair above 999.
  return Math.max(1, Math.ceil(Number((percent / (100 - percent)).toPrecision(12))));
}
