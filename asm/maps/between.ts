/** The number of values that are less than a limit. */
export function countBelow(values: usize, count: usize, limit: f32): usize {
  const limits = f32x4.splat(limit);
  let sums = i32x4.splat(0), at: usize = 0;
  // A comparison that holds is −1.
  for (; at + 4 <= count; at += 4) {
    sums = i32x4.sub(sums, f32x4.lt(v128.load(values + 4 * at), limits));
  }
  let sum = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  for (; at < count; at++) sum += i32(f32.load(values + 4 * at) < limit);
  return <usize> sum;
}

/**
 * The places of the values from `low` to `high`, both of which count, in their order to `places`, which has room
 * for all; returns how many there are.
 */
export function listBetween(
  values: usize,
  count: usize,
  low: f32,
  high: f32,
  places: usize,
): usize {
  const lows = f32x4.splat(low), highs = f32x4.splat(high);
  let found: usize = 0, at: usize = 0;
  for (; at + 4 <= count; at += 4) {
    const four = v128.load(values + 4 * at);
    let open = i32x4.bitmask(v128.and(f32x4.ge(four, lows), f32x4.le(four, highs)));
    while (open) {
      store<u32>(places + 4 * found++, <u32> at + ctz(open));
      open &= open - 1;
    }
  }
  for (; at < count; at++) {
    const value = f32.load(values + 4 * at);
    if (value >= low && value <= high) store<u32>(places + 4 * found++, <u32> at);
  }
  return found;
}
