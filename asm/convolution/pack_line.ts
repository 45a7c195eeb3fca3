/** Taps side by side for which values are loaded once. */
const TAPS: usize = 3;

/**
 * Packs taps of a filter to a single channel: where `threes` is set, threes of them that are
 * neighbours in a run of `padPlanes`, [groups, 3], else those that are left of each run, one by one;
 * and of the first of each group its place as in `tapOffsets`. Returns the number of groups.
 *
 * The taps of `filter` are `rowStep`, `columnStep` and, between channels, 4 bytes apart.
 */
export function packLine(
  filter: usize,
  rowStep: isize,
  columnStep: isize,
  tapRows: usize,
  tapColumns: usize,
  channels: usize,
  stride: usize,
  count: usize,
  threes: bool,
  offsets: usize,
  packed: usize,
): usize {
  const plane = stride * count * 4, first = offsets;
  const together: usize = threes ? TAPS : 1;
  for (let row: usize = 0; row < tapRows; row++) {
    for (let run: usize = 0; run < min(stride, tapColumns); run++) {
      const taps = (tapColumns - run + stride - 1) / stride, inThrees = taps - taps % TAPS;
      const end = threes ? inThrees : taps;
      for (let tap: usize = threes ? 0 : inThrees; tap < end; tap += together) {
        const start = row * channels * plane + (run * count + tap) * 4;
        for (let channel: usize = 0; channel < channels; channel++) {
          store<u32>(offsets, start + channel * plane);
          for (let next = tap; next < tap + together; next++) {
            const column = run + next * stride;
            const at = filter + row * rowStep + column * columnStep + channel * 4;
            f32.store(packed, f32.load(at));
            packed += 4;
          }
          offsets += 4;
        }
      }
    }
  }
  return (offsets - first) >> 2;
}
