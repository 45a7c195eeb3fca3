/**
 * y = a + b, a − b or a b, for an operation of 0, 1 or 2, over `count` values; a step of 0 takes one
 * value for all, a step of 1 one for each.
 */
export function pairwise(
  operation: i32,
  a: usize,
  stepA: usize,
  b: usize,
  stepB: usize,
  count: usize,
  y: usize,
): void {
  const end = y + count * 4;
  for (const whole = y + (count & ~3) * 4; y < whole; y += 16) {
    const left = stepA ? v128.load(a) : v128.load32_splat(a);
    const right = stepB ? v128.load(b) : v128.load32_splat(b);
    v128.store(y, joined(operation, left, right));
    a += stepA * 16;
    b += stepB * 16;
  }
  for (; y < end; y += 4) {
    const value = joined(operation, v128.load32_splat(a), v128.load32_splat(b));
    v128.store32_lane(y, value, 0);
    a += stepA * 4;
    b += stepB * 4;
  }
}

function joined(operation: i32, a: v128, b: v128): v128 {
  if (operation == 0) return f32x4.add(a, b);
  return operation == 1 ? f32x4.sub(a, b) : f32x4.mul(a, b);
}
