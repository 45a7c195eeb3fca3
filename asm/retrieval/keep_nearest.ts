import { keyOf, placeOf, siftDown, sortHeap, valueOf } from "../heap/largest";

/** Makes room for the nearest of `most` items, from 1 up, none of which is known yet: `heap` has eight bytes for each. */
export function clearNearest(heap: usize, most: usize): void {
  for (let at: usize = 0; at < most; at++) store<i64>(heap + at * 8, keyOf(-Infinity, -1));
}

/**
 * Keeps the nearest of some items, whose numbers rise from `first` on, and of those that `heap` has already.
 * Of equally far items the first ones stay; those of a distance that is NaN or infinite are passed over.
 *
 * Sixteen distances at a time are compared with the farthest that is kept.
 */
export function keepNearest(
  distances: usize,
  count: usize,
  first: usize,
  heap: usize,
  most: usize,
): void {
  let farthest = -valueOf(load<i64>(heap)), at: usize = 0;
  for (; at + 16 <= count; at += 16) {
    const from = distances + at * 4, limit = f32x4.splat(farthest);
    const near0 = f32x4.lt(v128.load(from), limit);
    const near1 = f32x4.lt(v128.load(from, 16), limit);
    const near2 = f32x4.lt(v128.load(from, 32), limit);
    const near3 = f32x4.lt(v128.load(from, 48), limit);
    const near01 = i16x8.narrow_i32x4_s(near0, near1), near23 = i16x8.narrow_i32x4_s(near2, near3);
    let open = i8x16.bitmask(i8x16.narrow_i16x8_s(near01, near23));
    while (open) {
      const place = at + <usize> ctz(open), distance = f32.load(distances + place * 4);
      open &= open - 1;
      if (distance < farthest) farthest = keep(distance, first + place, heap, most);
    }
  }
  for (; at < count; at++) {
    const distance = f32.load(distances + at * 4);
    if (distance < farthest) farthest = keep(distance, first + at, heap, most);
  }
}

/**
 * The items of a heap from near to far to `items` [most], their distances to `distances` [most]; returns how
 * many there are. The heap is no heap any more.
 */
export function takeNearest(heap: usize, most: usize, items: usize, distances: usize): usize {
  sortHeap(most, heap);
  for (let at: usize = 0; at < most; at++) {
    const key = load<i64>(heap + at * 8), distance = -valueOf(key);
    if (distance == Infinity) return at;
    store<u32>(items + at * 4, <u32> placeOf(key));
    // −0 is no distance that anyone wants to read.
    f32.store(distances + at * 4, distance + 0);
  }
  return most;
}

/** Puts an item in the place of the farthest, and returns which distance is the farthest then. */
function keep(distance: f32, item: usize, heap: usize, most: usize): f32 {
  siftDown(0, keyOf(-distance, item), most, heap);
  return -valueOf(load<i64>(heap));
}
