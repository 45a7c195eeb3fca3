/** The squared error of a reconstruction, in words: Σ (x − y)² and its mean over the values. */
export function squaredErrorWords(input: Float32Array, reconstruction: Float32Array): string {
  const sum = input.reduce((total, value, i) => total + (value - reconstruction[i]) ** 2, 0);
  const mean = sum / input.length;
  return `Squared error ${sum.toFixed(sum < 10 ? 2 : 1)}, ${Number(mean.toPrecision(2))} a value`;
}
