/**
 * The places of the values of a patch in a band of `padPlanes`, in bytes from the first of them: for
 * every row and column of taps and every channel, in this order, so many `offsets`.
 */
export function tapOffsets(
  tapRows: usize,
  tapColumns: usize,
  channels: usize,
  stride: usize,
  count: usize,
  offsets: usize,
): void {
  const plane = stride * count * 4;
  for (let row: usize = 0; row < tapRows; row++) {
    for (let column: usize = 0; column < tapColumns; column++) {
      const start = row * channels * plane + (column % stride * count + column / stride) * 4;
      for (let channel: usize = 0; channel < channels; channel++) {
        store<u32>(offsets, start + channel * plane);
        offsets += 4;
      }
    }
  }
}
