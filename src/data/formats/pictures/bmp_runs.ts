/** The codes behind a count of 0. */
const END_OF_ROW = 0, END_OF_BITMAP = 1, DELTA = 2;

/**
 * The palette indices of a BMP that is compressed to runs, bottom row first; undefined where it ends
 * early or passes its size. What is skipped has the index 0.
 *
 * Format: Microsoft, "Bitmap compression", 2021.
 */
export function bmpRuns(
  packed: Uint8Array,
  { width, height, bits }: { width: number; height: number; bits: number },
): Uint8Array | undefined {
  const out = new Uint8Array(width * height);
  const indexOf = (byte: number, i: number) =>
    bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15;
  let x = 0, y = 0;
  const put = (index: number) => {
    // Some writers round a row up to a whole byte.
    if (x < width && y < height) out[y * width + x] = index;
    x++;
  };
  for (let at = 0; at + 1 < packed.length;) {
    const count = packed[at], code = packed[at + 1];
    at += 2;
    if (count > 0) {
      for (let i = 0; i < count; i++) put(indexOf(code, i));
    } else if (code === END_OF_BITMAP) {
      return out;
    } else if (code === END_OF_ROW) {
      x = 0;
      y++;
    } else if (code === DELTA) {
      x += packed[at];
      y += packed[at + 1];
      at += 2;
    } else {
      for (let i = 0; i < code; i++) put(indexOf(packed[at + (i * bits >> 3)], i));
      // Rows of single indices end on whole words of two bytes.
      at += Math.ceil(code * bits / 16) * 2;
    }
  }
  return undefined;
}
