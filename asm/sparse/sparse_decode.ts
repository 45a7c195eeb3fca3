import { addFourRows, addScaledRow } from "../arithmetic/add_rows";

/**
 * y [rows, columns] = Σⱼ valuesⱼ · dictionary[indicesⱼ] over the `k` entries of each row of indices
 * and values [rows, k], in their order; the rows of the dictionary have `columns` values. Four
 * entries of value 0 in one place are passed over.
 */
export function sparseDecode(
  indices: usize,
  values: usize,
  rows: usize,
  k: usize,
  dictionary: usize,
  columns: usize,
  y: usize,
): void {
  const stride = columns * 4, bytes = k * 4, whole = bytes & ~15;
  memory.fill(y, 0, rows * stride);
  for (let row: usize = 0; row < rows; row++) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const four = v128.load(values + at);
      // A rectified code ends in zeros, for which no row of the dictionary is fetched.
      if (!v128.any_true(f32x4.ne(four, f32x4.splat(0)))) continue;
      addFourRows(
        four,
        dictionary + load<u32>(indices + at) * stride,
        dictionary + load<u32>(indices + at, 4) * stride,
        dictionary + load<u32>(indices + at, 8) * stride,
        dictionary + load<u32>(indices + at, 12) * stride,
        stride,
        y,
      );
    }
    for (; at < bytes; at += 4) {
      const entry = dictionary + load<u32>(indices + at) * stride;
      addScaledRow(f32.load(values + at), entry, stride, y);
    }
    indices += bytes;
    values += bytes;
    y += stride;
  }
}
