/** The plain twin of `asm/learning/sum_of_squares.ts`, in its order. */
export function sumOfSquares(x: Float32Array): number {
  const sums = [0, 0, 0, 0];
  const whole = x.length & ~3;
  for (let i = 0; i < whole; i++) sums[i & 3] += x[i] * x[i];
  let sum = (sums[0] + sums[2]) + (sums[1] + sums[3]);
  for (let i = whole; i < x.length; i++) sum += x[i] * x[i];
  return sum;
}
