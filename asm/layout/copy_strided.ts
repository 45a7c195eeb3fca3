/** Bytes of an axis: its size, the bytes between its values in x, and a count that begins at 0. */
const AXIS: usize = 12;

/**
 * y, row-major, of the values that lie at strides in x. `axes` [rank] says how along each axis, the
 * last one changing fastest; there is at least one, and none is empty.
 */
export function copyStrided(x: usize, axes: usize, rank: usize, y: usize): void {
  const last = axes + (rank - 1) * AXIS;
  const bytes = load<u32>(last) * 4, stride = load<i32>(last, 4);
  while (true) {
    let from = x;
    for (const end = y + bytes; y < end; y += 4) {
      store<u32>(y, load<u32>(from));
      from += stride;
    }
    let axis = last;
    while (true) {
      if (axis == axes) return;
      axis -= AXIS;
      const size = load<i32>(axis), step = load<i32>(axis, 4), count = load<i32>(axis, 8) + 1;
      x += step;
      store<i32>(axis, count < size ? count : 0, 8);
      if (count < size) break;
      x -= size * step;
    }
  }
}
