/**
 * y [rows, columns] of zeros, to which x [rows, k] is added at the columns that indices [rows, k]
 * name; where `values` [rows, k] is no null pointer, only what is above 0 there gets any.
 */
export function scatterRows(
  x: usize,
  indices: usize,
  values: usize,
  rows: usize,
  columns: usize,
  k: usize,
  y: usize,
): void {
  memory.fill(y, 0, rows * columns * 4);
  const bytes = k * 4;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 4) {
      if (values && !(f32.load(values + at) > 0)) continue;
      const to = y + load<u32>(indices + at) * 4;
      f32.store(to, f32.load(to) + f32.load(x + at));
    }
    x += bytes;
    indices += bytes;
    if (values) values += bytes;
    y += columns * 4;
  }
}
