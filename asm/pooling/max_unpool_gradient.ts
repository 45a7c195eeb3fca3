import { inverseOf, quotient } from "../arithmetic/quotient";

/**
 * dy [batch, outRows, outColumns, channels]: the values of dx [batch, height, width, channels] in
 * the places that the switches name, all of them inside the image. The arguments are those of
 * `maxPool`.
 */
export function maxUnpoolGradient(
  dx: usize,
  switches: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  sizeRows: i32,
  sizeColumns: i32,
  strideRows: i32,
  strideColumns: i32,
  top: i32,
  left: i32,
  outRows: i32,
  outColumns: i32,
  dy: usize,
): void {
  const pixel: usize = channels * 4, line = width * pixel;
  const isSquare = sizeRows == 2 && sizeColumns == 2;
  const inverse = inverseOf(sizeColumns), skip = line - sizeColumns * pixel;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < outRows; row++) {
      const y = row * strideRows - top, hasRows = y >= 0 && y + sizeRows <= height;
      for (let column = 0; column < outColumns; column++) {
        const from = column * strideColumns - left;
        const isWhole = hasRows && from >= 0 && from + sizeColumns <= width;
        let window = dx + y * line + from * pixel, at: usize = 0;
        if (isSquare && isWhole) at = gatherSquare(window, switches, line, pixel, dy);
        for (; at < pixel; at += 4) {
          const place = load<u32>(switches + at);
          const source = window + at + place * pixel + quotient(place, inverse) * skip;
          f32.store(dy + at, f32.load(source));
        }
        switches += pixel;
        dy += pixel;
      }
    }
    dx += height * line;
  }
}

/** The values of a window of 2 × 2 in fours of channels; returns how many bytes that are. */
function gatherSquare(
  x: usize,
  switches: usize,
  line: usize,
  pixel: usize,
  y: usize,
): usize {
  const whole = pixel & ~15, right = x + pixel, below = x + line, last = right + line;
  for (let at: usize = 0; at < whole; at += 16) {
    const place = v128.load(switches + at);
    const isOdd = i32x4.ne(v128.and(place, i32x4.splat(1)), i32x4.splat(0));
    const upper = v128.bitselect(v128.load(right + at), v128.load(x + at), isOdd);
    const lower = v128.bitselect(v128.load(last + at), v128.load(below + at), isOdd);
    v128.store(y + at, v128.bitselect(lower, upper, i32x4.gt_s(place, i32x4.splat(1))));
  }
  return whole;
}
