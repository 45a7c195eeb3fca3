/** The position of the first of `count` indices that is not in [0, limit), or −1. */
export function firstOutside(indices: usize, count: usize, limit: usize): i32 {
  for (let i: usize = 0; i < count; i++) {
    // A negative index is a large one without its sign.
    if (load<u32>(indices + i * 4) >= limit) return <i32> i;
  }
  return -1;
}
