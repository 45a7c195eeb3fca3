import { addHigh, addLow, total } from "../arithmetic/add_lanes";
import { exponential } from "../arithmetic/exponential";
import { log1p } from "../arithmetic/log1p";

/**
 * Σ max(x, 0) − x t + ln(1 + e^−|x|), the binary cross-entropy of sigmoid(x) against targets t over
 * `count` values; writes scale · (sigmoid(x) − t) to `gradient` unless it is a null pointer.
 */
export function sigmoidCrossEntropy(
  logits: usize,
  target: usize,
  count: usize,
  scale: f32,
  gradient: usize,
): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  const end = count * 4, whole = end & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const x = v128.load(logits + at), t = v128.load(target + at);
    const e = exponential(negativeAbsolute(x));
    if (gradient) v128.store(gradient + at, difference(x, t, e, scale));
    const losses = loss(x, t, e);
    low = addLow(low, losses);
    high = addHigh(high, losses);
  }
  let sum = total(low, high);
  for (; at < end; at += 4) {
    const x = v128.load32_splat(logits + at), t = v128.load32_splat(target + at);
    const e = exponential(negativeAbsolute(x));
    if (gradient) v128.store32_lane(gradient + at, difference(x, t, e, scale), 0);
    sum += f32x4.extract_lane(loss(x, t, e), 0);
  }
  return sum;
}

function negativeAbsolute(x: v128): v128 {
  return v128.or(x, i32x4.splat(0x80000000));
}

function loss(x: v128, t: v128, e: v128): v128 {
  const linear = f32x4.sub(f32x4.pmax(x, f32x4.splat(0)), f32x4.mul(x, t));
  return f32x4.add(linear, log1p(e));
}

function difference(x: v128, t: v128, e: v128, scale: f32): v128 {
  const one = f32x4.splat(1);
  // sigmoid(x) is 1 / (1 + e^−x) for positive x and e^x / (1 + e^x) for negative, so that the
  // exponential never overflows.
  const above = v128.bitselect(one, e, f32x4.ge(x, f32x4.splat(0)));
  const sigmoid = f32x4.div(above, f32x4.add(one, e));
  return f32x4.mul(f32x4.sub(sigmoid, t), f32x4.splat(scale));
}
