import { total } from "../arithmetic/add_lanes";

/** Σ x² over `count` values, exact products in four sums of double precision. */
export function sumOfSquares(x: usize, count: usize): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  const end = x + count * 4, whole = x + (count & ~3) * 4;
  for (; x < whole; x += 16) {
    const values = v128.load(x);
    const first = f64x2.promote_low_f32x4(values);
    const last = f64x2.promote_low_f32x4(v128.shuffle<i64>(values, values, 1, 1));
    low = f64x2.add(low, f64x2.mul(first, first));
    high = f64x2.add(high, f64x2.mul(last, last));
  }
  let sum = total(low, high);
  for (; x < end; x += 4) {
    const value = <f64> f32.load(x);
    sum += value * value;
  }
  return sum;
}
