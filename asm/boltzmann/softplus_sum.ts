import { exponential } from "../arithmetic/exponential";
import { log1p } from "../arithmetic/log1p";

/**
 * Σ ln(1 + exp(scale · x)) over `count` values: each in 32 bits with a relative error below 4e-7, their
 * sum in 64.
 */
export function softplusSum(x: usize, count: usize, scale: f32): f64 {
  const end = count * 4, whole = end & ~15;
  let low = f64x2.splat(0), high = f64x2.splat(0), at: usize = 0;
  for (; at < whole; at += 16) {
    const y = softplus(f32x4.mul(v128.load(x + at), f32x4.splat(scale)));
    low = f64x2.add(low, f64x2.promote_low_f32x4(y));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i64>(y, y, 1, 0)));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; at < end; at += 4) {
    const y = softplus(f32x4.mul(v128.load32_splat(x + at), f32x4.splat(scale)));
    sum += <f64> f32x4.extract_lane(y, 0);
  }
  return sum;
}

/** max(z, 0) + ln(1 + exp(−|z|)). */
function softplus(z: v128): v128 {
  return f32x4.add(
    f32x4.max(z, f32x4.splat(0)),
    log1p(exponential(f32x4.neg(f32x4.abs(z)))),
  );
}
