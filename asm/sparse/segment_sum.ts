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
  const stride = columns * 4, whole = stride & ~15;
  memory.fill(out, 0, segments * stride);
  for (let row: usize = 0; row < rows; row++) {
    // Seen without a sign, one below zero is above all others.
    const segment = load<u32>(segmentIds + row * 4);
    if (segment < segments) {
      const sums = out + segment * stride;
      let at: usize = 0;
      for (; at < whole; at += 16) {
        v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(x + at)));
      }
      for (; at < stride; at += 4) f32.store(sums + at, f32.load(sums + at) + f32.load(x + at));
    }
    x += stride;
  }
}
