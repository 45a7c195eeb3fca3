import { sumOfLanes } from "../arithmetic/add_lanes";
import { multiplyAdd } from "../arithmetic/multiply_add";

/**
 * dValues [rows, k] = dy · dictionary[indices]: the dot product of each row of dy [rows, columns]
 * with the rows of the dictionary that indices [rows, k] name, four of them at a time, so that four
 * places in memory are waited for at once.
 */
export function sparseValuesGradient(
  dy: usize,
  indices: usize,
  rows: usize,
  k: usize,
  dictionary: usize,
  columns: usize,
  dValues: usize,
): void {
  const stride = columns * 4;
  for (let row: usize = 0; row < rows; row++) {
    const end = indices + k * 4;
    while (indices < end) {
      // Past the end of a row the last entry is taken again, and its product not stored.
      const last = end - 4;
      const dots = fourDots(
        dy,
        dictionary + load<u32>(indices) * stride,
        dictionary + load<u32>(min(indices + 4, last)) * stride,
        dictionary + load<u32>(min(indices + 8, last)) * stride,
        dictionary + load<u32>(min(indices + 12, last)) * stride,
        stride,
      );
      const there = min<usize>(16, end - indices);
      if (there == 16) v128.store(dValues, dots);
      else {
        v128.store32_lane(dValues, dots, 0);
        if (there > 4) v128.store32_lane(dValues, dots, 1, 4);
        if (there > 8) v128.store32_lane(dValues, dots, 2, 8);
      }
      indices += there;
      dValues += there;
    }
    dy += stride;
  }
}

/** The dot products of a row of `bytes` / 4 values with four others, each in eight partial sums. */
function fourDots(a: usize, b0: usize, b1: usize, b2: usize, b3: usize, bytes: usize): v128 {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  let t0 = f32x4.splat(0), t1 = f32x4.splat(0), t2 = f32x4.splat(0), t3 = f32x4.splat(0);
  let at: usize = 0;
  for (; at + 32 <= bytes; at += 32) {
    const low = v128.load(a + at), high = v128.load(a + at, 16);
    s0 = multiplyAdd(low, v128.load(b0 + at), s0);
    t0 = multiplyAdd(high, v128.load(b0 + at, 16), t0);
    s1 = multiplyAdd(low, v128.load(b1 + at), s1);
    t1 = multiplyAdd(high, v128.load(b1 + at, 16), t1);
    s2 = multiplyAdd(low, v128.load(b2 + at), s2);
    t2 = multiplyAdd(high, v128.load(b2 + at, 16), t2);
    s3 = multiplyAdd(low, v128.load(b3 + at), s3);
    t3 = multiplyAdd(high, v128.load(b3 + at, 16), t3);
  }
  if (at + 16 <= bytes) {
    const low = v128.load(a + at);
    s0 = multiplyAdd(low, v128.load(b0 + at), s0);
    s1 = multiplyAdd(low, v128.load(b1 + at), s1);
    s2 = multiplyAdd(low, v128.load(b2 + at), s2);
    s3 = multiplyAdd(low, v128.load(b3 + at), s3);
    at += 16;
  }
  let d0 = sumOfLanes(f32x4.add(s0, t0)), d1 = sumOfLanes(f32x4.add(s1, t1));
  let d2 = sumOfLanes(f32x4.add(s2, t2)), d3 = sumOfLanes(f32x4.add(s3, t3));
  for (; at < bytes; at += 4) {
    const value = f32.load(a + at);
    d0 += value * f32.load(b0 + at);
    d1 += value * f32.load(b1 + at);
    d2 += value * f32.load(b2 + at);
    d3 += value * f32.load(b3 + at);
  }
  let dots = f32x4.splat(d0);
  dots = f32x4.replace_lane(dots, 1, d1);
  dots = f32x4.replace_lane(dots, 2, d2);
  return f32x4.replace_lane(dots, 3, d3);
}
