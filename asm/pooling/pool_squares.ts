import { isAbove, poolValue } from "./pool_window";

/** Pools `count` windows of 2 × 2 side by side, `step` bytes apart. */
export function poolSquares(
  x: usize,
  line: usize,
  pixel: usize,
  step: usize,
  count: i32,
  values: usize,
  switches: usize,
): void {
  if (pixel == 4 && step == 8) {
    // One channel: four windows in the lanes.
    for (; count >= 4; count -= 4) {
      const upper0 = v128.load(x), upper1 = v128.load(x, 16);
      const lower0 = v128.load(x + line), lower1 = v128.load(x + line, 16);
      storeLargest(
        v128.shuffle<f32>(upper0, upper1, 0, 2, 4, 6),
        v128.shuffle<f32>(upper0, upper1, 1, 3, 5, 7),
        v128.shuffle<f32>(lower0, lower1, 0, 2, 4, 6),
        v128.shuffle<f32>(lower0, lower1, 1, 3, 5, 7),
        values,
        switches,
      );
      x += 32;
      values += 16;
      switches += 16;
    }
  }
  const whole = pixel & ~15;
  for (; count > 0; count--) {
    const right = x + pixel, below = x + line, last = right + line;
    for (let at: usize = 0; at < whole; at += 16) {
      storeLargest(
        v128.load(x + at),
        v128.load(right + at),
        v128.load(below + at),
        v128.load(last + at),
        values + at,
        switches + at,
      );
    }
    for (let at = whole; at < pixel; at += 4) {
      poolValue(x + at, line, pixel, 2, 2, 0, 2, values + at, switches + at);
    }
    x += step;
    values += pixel;
    switches += pixel;
  }
}

/** Stores the largest of four values and its position in each lane. */
function storeLargest(
  a: v128,
  b: v128,
  c: v128,
  d: v128,
  values: usize,
  switches: usize,
): void {
  const zero = i32x4.splat(0);
  let best = a, position = zero;
  let above = isAbove(b, best);
  best = v128.bitselect(b, best, above);
  position = i32x4.sub(zero, above);
  above = isAbove(c, best);
  best = v128.bitselect(c, best, above);
  position = v128.bitselect(i32x4.splat(2), position, above);
  above = isAbove(d, best);
  v128.store(values, v128.bitselect(d, best, above));
  v128.store(switches, v128.bitselect(i32x4.splat(3), position, above));
}
