/** The plain twin of `asm/dot.ts`: sixteen partial sums, then four, then one, as registers hold them. */
export function dot(x: Float32Array, y: Float32Array): number {
  const lanes = new Float32Array(16);
  const add = (lane: number, p: number) => lanes[lane] += Math.fround(x[p] * y[p]);
  const whole = x.length & ~15, fours = x.length & ~3;
  for (let p = 0; p < whole; p++) add(p & 15, p);
  for (let p = whole; p < fours; p++) add(p & 3, p);
  for (let lane = 0; lane < 4; lane++) {
    const first = Math.fround(lanes[lane] + lanes[lane + 4]);
    lanes[lane] = first + Math.fround(lanes[lane + 8] + lanes[lane + 12]);
  }
  const left = Math.fround(lanes[0] + lanes[1]), right = Math.fround(lanes[2] + lanes[3]);
  let sum = Math.fround(left + right);
  for (let p = fours; p < x.length; p++) sum = Math.fround(sum + Math.fround(x[p] * y[p]));
  return sum;
}
