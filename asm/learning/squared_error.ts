import { addHigh, addLow, total } from "../arithmetic/add_lanes";

/**
 * Σ (prediction − target)² over `count` values; writes scale · (prediction − target) to `gradient`
 * unless it is a null pointer.
 */
export function squaredError(
  prediction: usize,
  target: usize,
  count: usize,
  scale: f32,
  gradient: usize,
): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const d = f32x4.sub(v128.load(prediction + at), v128.load(target + at));
    if (gradient) v128.store(gradient + at, f32x4.mul(d, f32x4.splat(scale)));
    const squares = f32x4.mul(d, d);
    low = addLow(low, squares);
    high = addHigh(high, squares);
  }
  let sum = total(low, high);
  for (; at < end; at += 4) {
    const d = f32.load(prediction + at) - f32.load(target + at);
    if (gradient) f32.store(gradient + at, d * scale);
    sum += d * d;
  }
  return sum;
}
