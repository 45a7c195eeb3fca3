/**
 * dx [rows, columns] of zeros, with dy [rows, k] at the columns that indices [rows, k] name; where
 * `values` [rows, k] is no null pointer, only what is above 0 there gets any.
 */
export function topKGradient(
  dy: usize,
  indices: usize,
  values: usize,
  rows: usize,
  columns: usize,
  k: usize,
  dx: usize,
): void {
  memory.fill(dx, 0, rows * columns * 4);
  const bytes = k * 4;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 4) {
      if (values && !(f32.load(values + at) > 0)) continue;
      f32.store(dx + load<u32>(indices + at) * 4, f32.load(dy + at));
    }
    dy += bytes;
    indices += bytes;
    if (values) values += bytes;
    dx += columns * 4;
  }
}
