/**
 * Adds bias [columns] to every row of c [rows, columns] unless it is a null pointer, and clamps the
 * sums to [lowest, highest]; nothing where neither is to be done. Rows are `stride` bytes apart.
 */
export function biasAndClamp(
  c: usize,
  stride: usize,
  rows: usize,
  columns: usize,
  bias: usize,
  lowest: f32,
  highest: f32,
): void {
  if (!bias && lowest == -Infinity && highest == Infinity) return;
  const low = f32x4.splat(lowest), high = f32x4.splat(highest);
  const end = columns * 4, whole = end & ~15;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < whole; at += 16) {
      let value = v128.load(c + at);
      if (bias) value = f32x4.add(value, v128.load(bias + at));
      v128.store(c + at, f32x4.pmin(f32x4.pmax(value, low), high));
    }
    for (let at = whole; at < end; at += 4) {
      let value = f32.load(c + at);
      if (bias) value += f32.load(bias + at);
      if (value < lowest) value = lowest;
      f32.store(c + at, highest < value ? highest : value);
    }
    c += stride;
  }
}
