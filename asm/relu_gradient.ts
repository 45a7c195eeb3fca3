/** dx = dy where x is above 0, and 0 elsewhere, over `count` values. */
export function reluGradient(dy: usize, x: usize, count: usize, dx: usize): void {
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const positive = f32x4.gt(v128.load(x + at), f32x4.splat(0));
    v128.store(dx + at, v128.and(v128.load(dy + at), positive));
  }
  for (; at < end; at += 4) {
    f32.store(dx + at, f32.load(x + at) > 0 ? f32.load(dy + at) : 0);
  }
}
