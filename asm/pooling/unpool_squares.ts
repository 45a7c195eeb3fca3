/** Writes all places of `count` windows of 2 × 2 side by side, `step` bytes apart. */
export function unpoolSquares(
  y: usize,
  switches: usize,
  line: usize,
  pixel: usize,
  step: usize,
  count: i32,
  x: usize,
): i32 {
  const start = y, limit = i32x4.splat(3);
  if (pixel == 4 && step == 8) {
    // One channel: four windows in the lanes.
    for (; count >= 4; count -= 4) {
      const place = v128.load(switches), value = v128.load(y);
      if (v128.any_true(i32x4.gt_u(place, limit))) break;
      const a = v128.and(value, i32x4.eq(place, i32x4.splat(0)));
      const b = v128.and(value, i32x4.eq(place, i32x4.splat(1)));
      const c = v128.and(value, i32x4.eq(place, i32x4.splat(2)));
      const d = v128.and(value, i32x4.eq(place, i32x4.splat(3)));
      v128.store(x, v128.shuffle<f32>(a, b, 0, 4, 1, 5));
      v128.store(x, v128.shuffle<f32>(a, b, 2, 6, 3, 7), 16);
      v128.store(x + line, v128.shuffle<f32>(c, d, 0, 4, 1, 5));
      v128.store(x + line, v128.shuffle<f32>(c, d, 2, 6, 3, 7), 16);
      x += 32;
      y += 16;
      switches += 16;
    }
  }
  const whole = pixel & ~15;
  for (; count > 0; count--) {
    const right = x + pixel, below = x + line, last = right + line;
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const place = v128.load(switches + at), value = v128.load(y + at);
      if (v128.any_true(i32x4.gt_u(place, limit))) break;
      v128.store(x + at, v128.and(value, i32x4.eq(place, i32x4.splat(0))));
      v128.store(right + at, v128.and(value, i32x4.eq(place, i32x4.splat(1))));
      v128.store(below + at, v128.and(value, i32x4.eq(place, i32x4.splat(2))));
      v128.store(last + at, v128.and(value, i32x4.eq(place, i32x4.splat(3))));
    }
    for (; at < pixel; at += 4) {
      const place = load<u32>(switches + at), value = f32.load(y + at);
      if (place > 3) return <i32> ((y + at - start) >> 2);
      f32.store(x + at, place == 0 ? value : 0);
      f32.store(right + at, place == 1 ? value : 0);
      f32.store(below + at, place == 2 ? value : 0);
      f32.store(last + at, place == 3 ? value : 0);
    }
    x += step;
    y += pixel;
    switches += pixel;
  }
  return -1;
}
