import { keyOf, placeOf, siftDown, sortHeap } from "../heap/largest";

/**
 * The `k` largest values of each row of x [rows, columns] and their columns, to values [rows, k]
 * and indices [rows, k]: by falling value, equal ones by rising column. With `rectified` set, what
 * is below 0 is written as 0.
 *
 * Returns the first row that holds a NaN, where it stops, or −1. `heap` is room for k keys of eight
 * bytes, the least on top: sixteen values at a time are compared with its value.
 */
export function topK(
  x: usize,
  rows: usize,
  columns: usize,
  k: usize,
  rectified: bool,
  heap: usize,
  indices: usize,
  values: usize,
): i32 {
  for (let row: usize = 0; row < rows; row++) {
    if (!fillHeap(x, k, heap)) return <i32> row;
    if (!scanRow(x, columns, k, heap)) return <i32> row;
    sortHeap(k, heap);
    for (let i: usize = 0; i < k; i++) {
      const column = placeOf(load<i64>(heap + i * 8)), value = f32.load(x + column * 4);
      store<u32>(indices, <u32> column);
      f32.store(values, !rectified || value > 0 ? value : 0);
      indices += 4;
      values += 4;
    }
    x += columns * 4;
  }
  return -1;
}

/** Makes a heap of the first `k` values; false where one is NaN. */
function fillHeap(x: usize, k: usize, heap: usize): bool {
  for (let column: usize = 0; column < k; column++) {
    const value = f32.load(x + column * 4);
    if (value != value) return false;
    store<i64>(heap + column * 8, keyOf(value, column));
  }
  for (let i = k / 2; i > 0; i--) siftDown(i - 1, load<i64>(heap + (i - 1) * 8), k, heap);
  return true;
}

/** Puts every later value that is above the heap's least in its place; false at a NaN. */
function scanRow(x: usize, columns: usize, k: usize, heap: usize): bool {
  let least = f32.load(x + placeOf(load<i64>(heap)) * 4);
  let column = k;
  for (; column + 16 <= columns; column += 16) {
    const from = x + column * 4, limit = f32x4.splat(least);
    // "Not at most" is true of a NaN too, so that looking for one costs nothing here.
    const low0 = f32x4.le(v128.load(from), limit);
    const low1 = f32x4.le(v128.load(from, 16), limit);
    const low2 = f32x4.le(v128.load(from, 32), limit);
    const low3 = f32x4.le(v128.load(from, 48), limit);
    const low01 = i16x8.narrow_i32x4_s(low0, low1), low23 = i16x8.narrow_i32x4_s(low2, low3);
    let open = i8x16.bitmask(i8x16.narrow_i16x8_s(low01, low23)) ^ 0xffff;
    while (open) {
      const at = column + <usize> ctz(open), value = f32.load(x + at * 4);
      open &= open - 1;
      if (value != value) return false;
      if (value > least) {
        siftDown(0, keyOf(value, at), k, heap);
        least = f32.load(x + placeOf(load<i64>(heap)) * 4);
      }
    }
  }
  for (; column < columns; column++) {
    const value = f32.load(x + column * 4);
    if (value != value) return false;
    if (value > least) {
      siftDown(0, keyOf(value, column), k, heap);
      least = f32.load(x + placeOf(load<i64>(heap)) * 4);
    }
  }
  return true;
}
