/**
 * y [rows, k]: of each row of x [rows, columns] the values at the columns that its indices [k] name,
 * whether they are floats or integers. `step` is the number of indices from one row's to the next
 * one's: 0 where all rows have the same.
 */
export function gatherRows(
  x: usize,
  indices: usize,
  step: usize,
  rows: usize,
  columns: usize,
  k: usize,
  y: usize,
): void {
  const bytes = k * 4;
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < bytes; at += 4) {
      store<u32>(y + at, load<u32>(x + load<u32>(indices + at) * 4));
    }
    x += columns * 4;
    indices += step * 4;
    y += bytes;
  }
}
