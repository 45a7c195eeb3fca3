// A heap of keys of eight bytes each, the least on top, that keeps the largest of many values.

/**
 * A number that is the larger, the larger the value is and, among equal ones, the lower the place:
 * the bits of a negative number but its sign are turned over, for integers grow the other way there.
 */
export function keyOf(value: f32, place: usize): i64 {
  // Adding 0 makes 0 of −0, which is equal to it.
  const bits = reinterpret<i32>(value + 0);
  const ordered = bits ^ ((bits >> 31) & 0x7fffffff);
  return (<i64> ordered << 32) | <i64> ~(<u32> place);
}

/** The place that a key was made of. */
export function placeOf(key: i64): usize {
  return <usize> ~(<u32> key);
}

/** The value that a key was made of, 0 for −0. */
export function valueOf(key: i64): f32 {
  const ordered = <i32> (key >> 32);
  return reinterpret<f32>(ordered ^ ((ordered >> 31) & 0x7fffffff));
}

/** Puts a key in the place of the one at `at`, or below it: no child is less than its parent. */
export function siftDown(at: usize, key: i64, count: usize, heap: usize): void {
  for (let child: usize = 2 * at + 1; child < count; child = 2 * at + 1) {
    let least = load<i64>(heap + child * 8);
    if (child + 1 < count) {
      // Which child is less cannot be foreseen, so nothing branches on it.
      const other = load<i64>(heap + child * 8, 8), isLess = other < least;
      child += <usize> isLess;
      least = select<i64>(other, least, isLess);
    }
    if (least >= key) break;
    store<i64>(heap + at * 8, least);
    at = child;
  }
  store<i64>(heap + at * 8, key);
}

/** Sorts the keys of a heap, the largest first. */
export function sortHeap(k: usize, heap: usize): void {
  for (let count = k - 1; count > 0; count--) {
    const last = heap + count * 8, key = load<i64>(last);
    store<i64>(last, load<i64>(heap));
    siftDown(0, key, count, heap);
  }
}
