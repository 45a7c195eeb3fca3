/** The inner product of two vectors. */
export function dot(a: Float64Array, b: Float64Array): number {
  let even = 0, odd = 0;
  const pairs = a.length & ~1;
  for (let i = 0; i < pairs; i += 2) {
    even += a[i] * b[i];
    odd += a[i + 1] * b[i + 1];
  }
  return pairs < a.length ? even + odd + a[pairs] * b[pairs] : even + odd;
}

/** Adds a vector, times a number, to a sum. */
export function addScaled(sum: Float64Array, scale: number, vector: Float64Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] += scale * vector[i];
}
