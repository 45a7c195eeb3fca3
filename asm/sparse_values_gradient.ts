import { dot } from "./dot";

/**
 * dValues [rows, k] = dy · dictionary[indices]: the dot product of each row of dy [rows, columns]
 * with the rows of the dictionary that indices [rows, k] name.
 */
export function sparseValuesGradient(
  dy: usize,
  indices: usize,
  rows: usize,
  k: usize,
  dictionary: usize,
  columns: usize,
  dValues: usize,
): void {
  const stride = columns * 4;
  for (let row: usize = 0; row < rows; row++) {
    for (let i: usize = 0; i < k; i++) {
      const entry = dictionary + load<u32>(indices) * stride;
      f32.store(dValues, dot(dy, entry, stride));
      indices += 4;
      dValues += 4;
    }
    dy += stride;
  }
}
