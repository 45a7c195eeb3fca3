/**
 * Sorts `count` points of the plane along a Z-shaped curve: the keys to `keys`, their numbers to `order`; `spare`
 * is as large as both, `digits` has 1024 bytes. Returns the side of a cell of the finest grid, of 2¹⁶ × 2¹⁶
 * around all points: the bits of a key are those of its row and its column in turns (Morton, "A computer
 * oriented geodetic data base", 1966).
 */
export function sortPoints(
  points: usize,
  count: usize,
  keys: usize,
  order: usize,
  spare: usize,
  digits: usize,
): f32 {
  let low = v128.load64_zero(points), high = low;
  for (let i: usize = 1; i < count; i++) {
    const point = v128.load64_zero(points + 8 * i);
    low = f32x4.pmin(low, point);
    high = f32x4.pmax(high, point);
  }
  const left = f32x4.extract_lane(low, 0), bottom = f32x4.extract_lane(low, 1);
  const extent = max<f32>(f32x4.extract_lane(high, 0) - left, f32x4.extract_lane(high, 1) - bottom);
  const scale = extent > 0 ? <f32> 65536 / extent : <f32> 0;
  for (let i: usize = 0; i < count; i++) {
    const column = lineOf((f32.load(points + 8 * i) - left) * scale);
    const row = lineOf((f32.load(points + 8 * i, 4) - bottom) * scale);
    store<u32>(keys + 4 * i, spread(column) | (spread(row) << 1));
    store<u32>(order + 4 * i, <u32> i);
  }
  const otherKeys = spare, otherOrder = spare + (order - keys);
  for (let shift: u32 = 0; shift < 32; shift += 16) {
    sortByDigit(keys, order, otherKeys, otherOrder, count, shift, digits);
    sortByDigit(otherKeys, otherOrder, keys, order, count, shift + 8, digits);
  }
  return extent / <f32> 65536;
}

/** A number from 0 to 65535; a place that is none is 0. */
function lineOf(place: f32): u32 {
  return place > 0 ? (place < 65535 ? <u32> place : 65535) : 0;
}

/** The sixteen bits of a number, with a zero above each. */
function spread(bits: u32): u32 {
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** Puts keys and what goes with them in the order of eight of their bits, those of equal ones in theirs. */
function sortByDigit(
  keys: usize,
  order: usize,
  toKeys: usize,
  toOrder: usize,
  count: usize,
  shift: u32,
  digits: usize,
): void {
  memory.fill(digits, 0, 1024);
  for (let i: usize = 0; i < count; i++) {
    const at = digits + 4 * <usize> ((load<u32>(keys + 4 * i) >> shift) & 255);
    store<u32>(at, load<u32>(at) + 1);
  }
  let before: u32 = 0;
  for (let at = digits; at < digits + 1024; at += 4) {
    const here = load<u32>(at);
    store<u32>(at, before);
    before += here;
  }
  for (let i: usize = 0; i < count; i++) {
    const key = load<u32>(keys + 4 * i);
    const at = digits + 4 * <usize> ((key >> shift) & 255), to = <usize> load<u32>(at);
    store<u32>(at, <u32> to + 1);
    store<u32>(toKeys + 4 * to, key);
    store<u32>(toOrder + 4 * to, load<u32>(order + 4 * i));
  }
}
