/** The plain twin of `asm/sparse/segment_sum.ts`: x [rows, columns] to [segments, columns]. */
export function segmentSum(
  { x, segmentIds }: { x: Float32Array; segmentIds: Int32Array },
  { columns, segments }: { columns: number; segments: number },
): Float32Array<ArrayBuffer> {
  const sums = new Float32Array(segments * columns);
  segmentIds.forEach((segment, row) => {
    if (segment < 0 || segment >= segments) return;
    for (let i = 0; i < columns; i++) sums[segment * columns + i] += x[row * columns + i];
  });
  return sums;
}
