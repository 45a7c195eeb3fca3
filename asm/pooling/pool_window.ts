/**
 * Pools windows of which `rows` × `columns` places are in the image, the first of them at `x` and of
 * this position: one in all its channels, or several side by side where they lie one pixel apart,
 * over `bytes` of outputs.
 */
export function poolWindows(
  x: usize,
  line: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
  position: i32,
  sizeWidth: i32,
  bytes: usize,
  values: usize,
  switches: usize,
): void {
  const whole = bytes & ~15, one = i32x4.splat(1);
  let at: usize = 0;
  for (; at < whole; at += 16) {
    let best = v128.load(x + at), chosen = i32x4.splat(position), sum = best, start = x + at;
    for (let row = 0; row < rows; row++) {
      let from = start, place = i32x4.splat(position + row * sizeWidth);
      for (let column = 0; column < columns; column++) {
        const value = v128.load(from);
        // Places rise, so that the larger of two is the later one.
        chosen = i32x4.max_s(chosen, v128.and(place, f32x4.gt(value, best)));
        best = f32x4.pmax(best, value);
        sum = f32x4.add(sum, value);
        place = i32x4.add(place, one);
        from += pixel;
      }
      start += line;
    }
    v128.store(values + at, best);
    v128.store(switches + at, chosen);
    // Comparisons pass over a NaN, but the sum does not: then one value at a time.
    if (v128.any_true(f32x4.ne(sum, sum))) break;
  }
  for (; at < bytes; at += 4) {
    const value = values + at, place = switches + at;
    poolValue(x + at, line, pixel, rows, columns, position, sizeWidth, value, place);
  }
}

/** Pools one window in one channel. */
export function poolValue(
  x: usize,
  line: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
  position: i32,
  sizeWidth: i32,
  values: usize,
  switches: usize,
): void {
  // In a lane, where choosing takes no branch: which value is larger cannot be foreseen.
  let best = v128.load32_zero(x), chosen = i32x4.splat(position);
  for (let row = 0; row < rows; row++) {
    let from = x, place = i32x4.splat(position + row * sizeWidth);
    for (let column = 0; column < columns; column++) {
      const value = v128.load32_zero(from), above = isAbove(value, best);
      best = v128.bitselect(value, best, above);
      chosen = v128.bitselect(place, chosen, above);
      place = i32x4.add(place, i32x4.splat(1));
      from += pixel;
    }
    x += line;
  }
  v128.store_lane<f32>(values, best, 0);
  v128.store_lane<i32>(switches, chosen, 0);
}

/** The lanes of a value above the best so far: a NaN is, and nothing is above a NaN. */
export function isAbove(value: v128, best: v128): v128 {
  return v128.andnot(f32x4.eq(best, best), f32x4.le(value, best));
}
