import { addHigh, addLow, total } from "../arithmetic/add_lanes";
import { logarithm, storeLogarithm } from "../arithmetic/logarithm";

/**
 * −Σ t ln q over each of `rows` rows of `width` classes, to `out`: q = p / Σ p, with p taken into
 * [`least`, `most`] before and q into [ε, 1 − ε] after; NaN stays NaN. `scratch` is of `logarithmScratch`
 * bytes.
 */
export function classCrossEntropyRows(
  prediction: usize,
  target: usize,
  rows: usize,
  width: usize,
  least: f32,
  most: f32,
  epsilon: f32,
  scratch: usize,
  out: usize,
): void {
  storeLogarithm(scratch);
  const bytes = width * 4, whole = bytes & ~15;
  for (let row: usize = 0; row < rows; row++) {
    const all = rowSum(prediction, bytes, least, most);
    let low = f64x2.splat(0), high = f64x2.splat(0), at: usize = 0;
    for (; at < whole; at += 16) {
      const q = share(v128.load(prediction + at), all, least, most);
      const terms = f32x4.mul(v128.load(target + at), surprise(q, epsilon, scratch));
      low = addLow(low, terms);
      high = addHigh(high, terms);
    }
    let sum = total(low, high);
    for (; at < bytes; at += 4) {
      const q = share(v128.load32_splat(prediction + at), all, least, most);
      sum += f32.load(target + at) * f32x4.extract_lane(surprise(q, epsilon, scratch), 0);
    }
    f32.store(out + row * 4, <f32> sum);
    prediction += bytes;
    target += bytes;
  }
}

/**
 * The gradient of these sums by the predictions: with g = −t / q where q is in [ε, 1 − ε] and 0 elsewhere,
 * dy (g − Σ g q) / Σ p, dy one for each row; 0 where p is outside of [`least`, `most`].
 */
export function classCrossEntropyGradient(
  prediction: usize,
  target: usize,
  dy: usize,
  rows: usize,
  width: usize,
  least: f32,
  most: f32,
  epsilon: f32,
  out: usize,
): void {
  const bytes = width * 4, whole = bytes & ~15;
  for (let row: usize = 0; row < rows; row++) {
    const all = rowSum(prediction, bytes, least, most);
    let low = f64x2.splat(0), high = f64x2.splat(0), at: usize = 0;
    for (; at < whole; at += 16) {
      const q = share(v128.load(prediction + at), all, least, most);
      const kept = v128.and(v128.load(target + at), isInside(q, epsilon));
      low = addLow(low, kept);
      high = addHigh(high, kept);
    }
    let sum = total(low, high);
    for (; at < bytes; at += 4) {
      const q = share(v128.load32_splat(prediction + at), all, least, most);
      const kept = v128.and(v128.load32_splat(target + at), isInside(q, epsilon));
      sum += f32x4.extract_lane(kept, 0);
    }
    const scale = f32.load(dy + row * 4) / all, rest = <f32> sum;
    for (at = 0; at < whole; at += 16) {
      const p = v128.load(prediction + at), q = share(p, all, least, most);
      const dq = slope(q, v128.load(target + at), rest, epsilon);
      v128.store(out + at, within(p, f32x4.mul(dq, f32x4.splat(scale)), least, most));
    }
    for (; at < bytes; at += 4) {
      const p = v128.load32_splat(prediction + at), q = share(p, all, least, most);
      const dq = slope(q, v128.load32_splat(target + at), rest, epsilon);
      const dp = within(p, f32x4.mul(dq, f32x4.splat(scale)), least, most);
      v128.store32_lane(out + at, dp, 0);
    }
    prediction += bytes;
    target += bytes;
    out += bytes;
  }
}

function clamped(x: v128, least: f32, most: f32): v128 {
  return f32x4.min(f32x4.max(x, f32x4.splat(least)), f32x4.splat(most));
}

function share(p: v128, all: f32, least: f32, most: f32): v128 {
  return f32x4.div(clamped(p, least, most), f32x4.splat(all));
}

/** −ln q; the logarithm is finite for a NaN, of which y − y is one again and 0 for all else. */
function surprise(q: v128, epsilon: f32, scratch: usize): v128 {
  const y = clamped(q, epsilon, 1 - epsilon);
  return f32x4.sub(f32x4.sub(y, y), logarithm(y, scratch));
}

function isInside(q: v128, epsilon: f32): v128 {
  return v128.and(f32x4.ge(q, f32x4.splat(epsilon)), f32x4.le(q, f32x4.splat(1 - epsilon)));
}

/** g − Σ g q: `rest` is the sum of the targets whose q is inside, of which g q is the negative. */
function slope(q: v128, t: v128, rest: f32, epsilon: f32): v128 {
  const g = v128.and(f32x4.div(t, q), isInside(q, epsilon));
  return f32x4.sub(f32x4.splat(rest), g);
}

/** 0 where p lies outside. */
function within(p: v128, x: v128, least: f32, most: f32): v128 {
  const below = f32x4.lt(p, f32x4.splat(least)), above = f32x4.gt(p, f32x4.splat(most));
  return v128.andnot(x, v128.or(below, above));
}

function rowSum(prediction: usize, bytes: usize, least: f32, most: f32): f32 {
  const whole = bytes & ~15;
  let low = f64x2.splat(0), high = f64x2.splat(0), at: usize = 0;
  for (; at < whole; at += 16) {
    const p = clamped(v128.load(prediction + at), least, most);
    low = addLow(low, p);
    high = addHigh(high, p);
  }
  let sum = total(low, high);
  for (; at < bytes; at += 4) {
    const p = clamped(v128.load32_splat(prediction + at), least, most);
    sum += f32x4.extract_lane(p, 0);
  }
  return <f32> sum;
}
