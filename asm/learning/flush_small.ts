/**
 * Makes 0 of those of `count` values whose magnitude is below `least`, in place; where there are
 * none but zeros, nothing is written.
 */
export function flushSmall(x: usize, count: usize, least: f32): void {
  const end = x + count * 4, whole = x + (count & ~3) * 4, limit = f32x4.splat(least);
  for (; x < whole; x += 16) {
    const values = v128.load(x);
    const small = v128.and(values, f32x4.lt(f32x4.abs(values), limit));
    if (v128.any_true(small)) v128.store(x, v128.xor(values, small));
  }
  for (; x < end; x += 4) if (abs(f32.load(x)) < least) f32.store(x, 0);
}
