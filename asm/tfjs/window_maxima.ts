import { poolValue } from "../pooling/pool_window";

/**
 * The values of `poolWindows` without positions, of `count` windows, `step` bytes apart, and in each
 * of them over `bytes` of outputs. The image ends at `end`; `scratch` is room for a position.
 */
export function windowMaxima(
  x: usize,
  line: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
  step: usize,
  count: i32,
  bytes: usize,
  end: usize,
  values: usize,
  scratch: usize,
): void {
  const whole = bytes & ~15, down = rows * line, third = pixel + pixel;
  const reach = whole + 16 + (rows - 1) * line + (columns - 1) * pixel;
  for (; count > 0; count--) {
    let at: usize = 0;
    for (; at + 32 <= bytes; at += 32) {
      const first = x + at, last = first + down;
      let left = v128.load(first), right = v128.load(first, 16), sum = f32x4.splat(0);
      for (let from = first; from < last; from += line) {
        let a = v128.load(from), b = v128.load(from, 16);
        left = f32x4.pmax(left, a);
        right = f32x4.pmax(right, b);
        sum = f32x4.add(sum, f32x4.add(a, b));
        // Without a loop for the first places, as most windows have no others.
        if (columns > 1) {
          a = v128.load(from + pixel);
          b = v128.load(from + pixel, 16);
          left = f32x4.pmax(left, a);
          right = f32x4.pmax(right, b);
          sum = f32x4.add(sum, f32x4.add(a, b));
        }
        for (let column = 2; column < columns; column++) {
          a = v128.load(from + column * pixel);
          b = v128.load(from + column * pixel, 16);
          left = f32x4.pmax(left, a);
          right = f32x4.pmax(right, b);
          sum = f32x4.add(sum, f32x4.add(a, b));
        }
      }
      // Comparisons pass over a NaN, but the sum does not: then one value at a time.
      if (v128.any_true(f32x4.ne(sum, sum))) break;
      v128.store(values + at, left);
      v128.store(values + at, right, 16);
    }
    // Four values at a time also where there are fewer, unless the others were outside of the image.
    const most = x + reach <= end ? bytes : whole;
    for (; at < most; at += 16) {
      const first = x + at, last = first + down;
      let best = v128.load(first), sum = f32x4.splat(0);
      for (let from = first; from < last; from += line) {
        let value = v128.load(from);
        best = f32x4.pmax(best, value);
        sum = f32x4.add(sum, value);
        if (columns > 1) {
          value = v128.load(from + pixel);
          best = f32x4.pmax(best, value);
          sum = f32x4.add(sum, value);
        }
        if (columns > 2) {
          value = v128.load(from + third);
          best = f32x4.pmax(best, value);
          sum = f32x4.add(sum, value);
        }
        for (let column = 3; column < columns; column++) {
          value = v128.load(from + column * pixel);
          best = f32x4.pmax(best, value);
          sum = f32x4.add(sum, value);
        }
      }
      if (v128.any_true(f32x4.ne(sum, sum))) break;
      storeFirst(values + at, best, bytes - at);
    }
    poolRest(x, line, pixel, rows, columns, at, bytes, values, scratch);
    x += step;
    values += bytes;
  }
}

/** Pools what is left of a window, a value at a time. */
function poolRest(
  x: usize,
  line: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
  at: usize,
  bytes: usize,
  values: usize,
  scratch: usize,
): void {
  for (; at < bytes; at += 4) {
    poolValue(x + at, line, pixel, rows, columns, 0, columns, values + at, scratch);
  }
}

/** Stores the first lanes, as many as fit into `bytes`. */
function storeFirst(to: usize, lanes: v128, bytes: usize): void {
  if (bytes >= 16) v128.store(to, lanes);
  else if (bytes == 4) v128.store_lane<f32>(to, lanes, 0);
  else {
    v128.store_lane<f64>(to, lanes, 0);
    if (bytes == 12) v128.store_lane<f32>(to, lanes, 2, 8);
  }
}
