/** dx = dy where x is above 0, and slope · dy elsewhere, over `count` values. */
export function reluGradient(
  dy: usize,
  x: usize,
  count: usize,
  slope: f32,
  dx: usize,
): void {
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const value = v128.load(dy + at);
    const scaled = f32x4.mul(value, f32x4.splat(slope));
    const positive = f32x4.gt(v128.load(x + at), f32x4.splat(0));
    v128.store(dx + at, v128.bitselect(value, scaled, positive));
  }
  for (; at < end; at += 4) {
    const value = f32.load(dy + at);
    f32.store(dx + at, f32.load(x + at) > 0 ? value : value * slope);
  }
}
