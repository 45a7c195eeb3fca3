import { exponential } from "../arithmetic/exponential";
import { multiplyAdd } from "../arithmetic/multiply_add";

/** y = tanh(x) over `count` values, relative error below 3e-7. */
export function tanh(x: usize, count: usize, y: usize): void {
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(y + at, lanes(v128.load(x + at)));
  for (; at < end; at += 4) v128.store32_lane(y + at, lanes(v128.load32_splat(x + at)), 0);
}

/**
 * (1 − e) / (1 + e) with e = exp(−2 |x|), and where |x| < 0.625, which that would cancel, the odd
 * polynomial of Moshier, "Cephes mathematical library", 1989.
 */
function lanes(x: v128): v128 {
  const sign = v128.and(x, i32x4.splat(0x80000000));
  const size = v128.xor(x, sign), one = f32x4.splat(1);
  const e = exponential(f32x4.mul(size, f32x4.splat(-2)));
  const large = v128.or(f32x4.div(f32x4.sub(one, e), f32x4.add(one, e)), sign);
  const z = f32x4.mul(x, x);
  let p = f32x4.splat(-5.70498872745e-3);
  p = multiplyAdd(p, z, f32x4.splat(2.06390887954e-2));
  p = multiplyAdd(p, z, f32x4.splat(-5.37397155531e-2));
  p = multiplyAdd(p, z, f32x4.splat(1.33314422036e-1));
  p = multiplyAdd(p, z, f32x4.splat(-3.33332819422e-1));
  const small = multiplyAdd(f32x4.mul(p, z), x, x);
  return v128.bitselect(small, large, f32x4.lt(size, f32x4.splat(0.625)));
}
