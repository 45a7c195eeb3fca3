/**
 * Copies a sparse code's indices [rows, k] and the gradient of its values dy [rows, k] into rows of
 * `width` entries, of which the first is given, so that the lists of two codes come side by side.
 *
 * Where `values` [rows, k] is no null pointer, an entry that is not above 0 there gets the gradient
 * 0: it was rectified, or not kept.
 */
export function joinEntries(
  dy: usize,
  indices: usize,
  values: usize,
  rows: usize,
  k: usize,
  width: usize,
  joinedIndices: usize,
  joined: usize,
): void {
  const bytes = k * 4;
  for (let row: usize = 0; row < rows; row++) {
    memory.copy(joinedIndices, indices, bytes);
    if (values) {
      for (let at: usize = 0; at < bytes; at += 4) {
        f32.store(joined + at, f32.load(values + at) > 0 ? f32.load(dy + at) : 0);
      }
      values += bytes;
    } else memory.copy(joined, dy, bytes);
    dy += bytes;
    indices += bytes;
    joinedIndices += width * 4;
    joined += width * 4;
  }
}
