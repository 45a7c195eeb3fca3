import { addHigh, addLow, total } from "../arithmetic/add_lanes";
import { logarithm, storeLogarithm } from "../arithmetic/logarithm";

/**
 * The mean of −t ln p − (1 − t) ln(1 − p) over each of `rows` rows of `width` probabilities p, which are
 * taken for ε where they are below and for 1 − ε where above, to `out`; NaN stays NaN. `scratch` is of
 * `logarithmScratch` bytes.
 */
export function binaryCrossEntropyRows(
  prediction: usize,
  target: usize,
  rows: usize,
  width: usize,
  epsilon: f32,
  scratch: usize,
  out: usize,
): void {
  storeLogarithm(scratch);
  const bytes = width * 4, whole = bytes & ~15;
  for (let row: usize = 0; row < rows; row++) {
    let low = f64x2.splat(0), high = f64x2.splat(0), at: usize = 0;
    for (; at < whole; at += 16) {
      const p = v128.load(prediction + at), t = v128.load(target + at);
      const losses = loss(p, t, epsilon, scratch);
      low = addLow(low, losses);
      high = addHigh(high, losses);
    }
    let sum = total(low, high);
    for (; at < bytes; at += 4) {
      const p = v128.load32_splat(prediction + at), t = v128.load32_splat(target + at);
      sum += f32x4.extract_lane(loss(p, t, epsilon, scratch), 0);
    }
    f32.store(out + row * 4, <f32> (sum / <f64> width));
    prediction += bytes;
    target += bytes;
  }
}

/**
 * The gradient of these means by the probabilities: dy / width · (p − t) / (p (1 − p)), dy one for each
 * row, and 0 where p is not in [ε, 1 − ε].
 */
export function binaryCrossEntropyGradient(
  prediction: usize,
  target: usize,
  dy: usize,
  rows: usize,
  width: usize,
  epsilon: f32,
  out: usize,
): void {
  const bytes = width * 4, whole = bytes & ~15;
  for (let row: usize = 0; row < rows; row++) {
    const scale = <f32> (<f64> f32.load(dy + row * 4) / <f64> width);
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const p = v128.load(prediction + at), t = v128.load(target + at);
      v128.store(out + at, slope(p, t, epsilon, scale));
    }
    for (; at < bytes; at += 4) {
      const p = v128.load32_splat(prediction + at), t = v128.load32_splat(target + at);
      v128.store32_lane(out + at, slope(p, t, epsilon, scale), 0);
    }
    prediction += bytes;
    target += bytes;
    out += bytes;
  }
}

function loss(p: v128, t: v128, epsilon: f32, scratch: usize): v128 {
  const one = f32x4.splat(1);
  const y = f32x4.min(f32x4.max(p, f32x4.splat(epsilon)), f32x4.splat(1 - epsilon));
  const above = f32x4.mul(t, logarithm(y, scratch));
  const below = f32x4.mul(f32x4.sub(one, t), logarithm(f32x4.sub(one, y), scratch));
  // The logarithm is finite for a NaN, of which y − y is one again; it is 0 for all else.
  return f32x4.sub(f32x4.sub(y, y), f32x4.add(above, below));
}

function slope(p: v128, t: v128, epsilon: f32, scale: f32): v128 {
  const isInside = v128.and(
    f32x4.ge(p, f32x4.splat(epsilon)),
    f32x4.le(p, f32x4.splat(1 - epsilon)),
  );
  const variance = f32x4.mul(p, f32x4.sub(f32x4.splat(1), p));
  const quotient = f32x4.div(f32x4.sub(p, t), variance);
  return v128.and(f32x4.mul(quotient, f32x4.splat(scale)), isInside);
}
