import { addHigh, addLow, total } from "../arithmetic/add_lanes";

/** The mean of (prediction − target)² over each of `rows` rows of `width` values, to `out`. */
export function squaredErrorRows(
  prediction: usize,
  target: usize,
  rows: usize,
  width: usize,
  out: usize,
): void {
  const bytes = width * 4, whole = bytes & ~15;
  for (let row: usize = 0; row < rows; row++) {
    let low = f64x2.splat(0), high = f64x2.splat(0), at: usize = 0;
    for (; at < whole; at += 16) {
      const d = f32x4.sub(v128.load(prediction + at), v128.load(target + at));
      const squares = f32x4.mul(d, d);
      low = addLow(low, squares);
      high = addHigh(high, squares);
    }
    let sum = total(low, high);
    for (; at < bytes; at += 4) {
      const d = f32.load(prediction + at) - f32.load(target + at);
      sum += d * d;
    }
    f32.store(out + row * 4, <f32> (sum / <f64> width));
    prediction += bytes;
    target += bytes;
  }
}

/** The gradient of these means by the predictions: dy · 2 / width · (prediction − target), dy one for each row. */
export function squaredErrorRowsGradient(
  prediction: usize,
  target: usize,
  dy: usize,
  rows: usize,
  width: usize,
  out: usize,
): void {
  const bytes = width * 4, whole = bytes & ~15;
  for (let row: usize = 0; row < rows; row++) {
    const scale = <f32> (2 * <f64> f32.load(dy + row * 4) / <f64> width);
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const d = f32x4.sub(v128.load(prediction + at), v128.load(target + at));
      v128.store(out + at, f32x4.mul(d, f32x4.splat(scale)));
    }
    for (; at < bytes; at += 4) {
      f32.store(out + at, (f32.load(prediction + at) - f32.load(target + at)) * scale);
    }
    prediction += bytes;
    target += bytes;
    out += bytes;
  }
}
