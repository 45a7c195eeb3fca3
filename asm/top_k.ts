/**
 * The `k` largest values of each row of x [rows, columns] and their columns, to values [rows, k]
 * and indices [rows, k]: by falling value, equal ones by rising column. With `rectified` set, what
 * is below 0 is written as 0.
 *
 * Returns the first row that holds a NaN, where it stops, or −1. The output of a row is first a heap
 * with its worst entry on top, which sixteen values at a time are compared with.
 */
export function topK(
  x: usize,
  rows: usize,
  columns: usize,
  k: usize,
  rectified: bool,
  indices: usize,
  values: usize,
): i32 {
  for (let row: usize = 0; row < rows; row++) {
    if (!fillHeap(x, k, indices, values)) return <i32> row;
    if (!scanRow(x, columns, k, indices, values)) return <i32> row;
    sortHeap(k, indices, values);
    if (rectified) rectify(k, values);
    x += columns * 4;
    indices += k * 4;
    values += k * 4;
  }
  return -1;
}

/** Makes a heap of the first `k` values; false where one is NaN. */
function fillHeap(x: usize, k: usize, indices: usize, values: usize): bool {
  for (let i: usize = 0; i < k; i++) {
    const value = f32.load(x + i * 4);
    if (value != value) return false;
    f32.store(values + i * 4, value);
    i32.store(indices + i * 4, <i32> i);
  }
  for (let i = k / 2; i > 0; i--) {
    const at = (i - 1) * 4;
    siftDown(i - 1, f32.load(values + at), i32.load(indices + at), k, indices, values);
  }
  return true;
}

/** Puts every later value that is above the heap's least in its place; false at a NaN. */
function scanRow(x: usize, columns: usize, k: usize, indices: usize, values: usize): bool {
  let least = f32.load(values);
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
      const lane = <usize> ctz(open), value = f32.load(from + lane * 4);
      open &= open - 1;
      if (value != value) return false;
      if (value > least) {
        siftDown(0, value, <i32> (column + lane), k, indices, values);
        least = f32.load(values);
      }
    }
  }
  for (; column < columns; column++) {
    const value = f32.load(x + column * 4);
    if (value != value) return false;
    if (value > least) {
      siftDown(0, value, <i32> column, k, indices, values);
      least = f32.load(values);
    }
  }
  return true;
}

/** Takes the worst entry off the heap and puts it behind the others, until none is left. */
function sortHeap(k: usize, indices: usize, values: usize): void {
  for (let count = k - 1; count > 0; count--) {
    const last = count * 4;
    const value = f32.load(values + last), index = i32.load(indices + last);
    f32.store(values + last, f32.load(values));
    i32.store(indices + last, i32.load(indices));
    siftDown(0, value, index, count, indices, values);
  }
}

/** Puts an entry in the place of the one at `at`, or below it: no child is worse than its parent. */
function siftDown(
  at: usize,
  value: f32,
  index: i32,
  count: usize,
  indices: usize,
  values: usize,
): void {
  for (let child: usize = 2 * at + 1; child < count; child = 2 * at + 1) {
    let childValue = f32.load(values + child * 4), childIndex = i32.load(indices + child * 4);
    if (child + 1 < count) {
      const otherValue = f32.load(values + child * 4, 4);
      const otherIndex = i32.load(indices + child * 4, 4);
      if (isWorse(otherValue, otherIndex, childValue, childIndex)) {
        child++;
        childValue = otherValue;
        childIndex = otherIndex;
      }
    }
    if (!isWorse(childValue, childIndex, value, index)) break;
    f32.store(values + at * 4, childValue);
    i32.store(indices + at * 4, childIndex);
    at = child;
  }
  f32.store(values + at * 4, value);
  i32.store(indices + at * 4, index);
}

function isWorse(value: f32, index: i32, otherValue: f32, otherIndex: i32): bool {
  return value < otherValue || (value == otherValue && index > otherIndex);
}

function rectify(k: usize, values: usize): void {
  for (let i: usize = 0; i < k; i++) {
    if (!(f32.load(values + i * 4) > 0)) f32.store(values + i * 4, 0);
  }
}
