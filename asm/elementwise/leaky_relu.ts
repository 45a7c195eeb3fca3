/** y = x where x is above 0, and slope · x elsewhere, over `count` values. */
export function leakyRelu(x: usize, count: usize, slope: f32, y: usize): void {
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const value = v128.load(x + at);
    const scaled = f32x4.mul(value, f32x4.splat(slope));
    const positive = f32x4.gt(value, f32x4.splat(0));
    v128.store(y + at, v128.bitselect(value, scaled, positive));
  }
  for (; at < end; at += 4) {
    const value = f32.load(x + at);
    f32.store(y + at, value > 0 ? value : value * slope);
  }
}
