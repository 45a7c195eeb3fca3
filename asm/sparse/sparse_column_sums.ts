/** sums [size]: sum n is Σ valuesⱼ over those of `count` entries whose index is n, in their order. */
export function sparseColumnSums(
  indices: usize,
  values: usize,
  count: usize,
  size: usize,
  sums: usize,
): void {
  memory.fill(sums, 0, size * 4);
  for (let at: usize = 0; at < count * 4; at += 4) {
    const sum = sums + load<u32>(indices + at) * 4;
    f32.store(sum, f32.load(sum) + f32.load(values + at));
  }
}
