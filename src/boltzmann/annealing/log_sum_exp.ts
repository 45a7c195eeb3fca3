/** log Σ exp(x), in 64 bits; −∞ over none. */
export function logSumExp(x: Float64Array): number {
  const most = x.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!Number.isFinite(most)) return most;
  return most + Math.log(x.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
