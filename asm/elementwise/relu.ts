/** y = max(x, 0) over `count` values; a NaN stays. */
export function relu(x: usize, count: usize, y: usize): void {
  const end = count * 4, whole = end & ~15, zero = f32x4.splat(0);
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(y + at, f32x4.max(v128.load(x + at), zero));
  for (; at < end; at += 4) f32.store(y + at, max<f32>(f32.load(x + at), 0));
}
