/** Adds the first two of four lanes to two sums in double precision. */
export function addLow(sums: v128, lanes: v128): v128 {
  return f64x2.add(sums, f64x2.promote_low_f32x4(lanes));
}

/** Adds the last two of four lanes to two sums in double precision. */
export function addHigh(sums: v128, lanes: v128): v128 {
  return f64x2.add(sums, f64x2.promote_low_f32x4(v128.shuffle<i64>(lanes, lanes, 1, 1)));
}

/** The total of two pairs of sums, always in the same order. */
export function total(low: v128, high: v128): f64 {
  const sums = f64x2.add(low, high);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** The sum of the four lanes. */
export function sumOfLanes(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}
