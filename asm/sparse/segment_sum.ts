import { addRow } from "../arithmetic/add_rows";

/**
 * out [segments, columns]: the sums of the rows of x [rows, columns] with the same segment of
 * `segmentIds` [rows], in their order; rows of a segment that there is none of are left out.
 */
export function segmentSum(
  x: usize,
  segmentIds: usize,
  rows: usize,
  columns: usize,
  segments: u32,
  out: usize,
): void {
  const stride = columns * 4;
  memory.fill(out, 0, segments * stride);
  for (let row: usize = 0; row < rows; row++) {
    // Seen without a sign, one below zero is above all others.
    const segment = load<u32>(segmentIds + row * 4);
    if (segment < segments) addRow(x, stride, out + segment * stride);
    x += stride;
  }
}
