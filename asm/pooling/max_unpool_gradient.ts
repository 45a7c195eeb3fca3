import { inverseOf, quotient } from "../arithmetic/quotient";
import { WindowSizes } from "../layout/window_sizes";

/**
 * dy [images, outHeight, outWidth, channels]: the values of dx [images, height, width, channels] in
 * the places that the switches of `maxPool` name, all of them inside the image.
 */
export function maxUnpoolGradient(
  windows: WindowSizes,
  dx: usize,
  switches: usize,
  images: i32,
  dy: usize,
): void {
  const height = windows.height, width = windows.width, pixel: usize = windows.channels * 4;
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  const strideHeight = windows.strideHeight, strideWidth = windows.strideWidth;
  const top = windows.top, left = windows.left;
  const outHeight = windows.outHeight, outWidth = windows.outWidth;
  const isSquare = sizeHeight == 2 && sizeWidth == 2, line = width * pixel;
  const inverse = inverseOf(sizeWidth), skip = line - sizeWidth * pixel;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outHeight; row++) {
      const y = row * strideHeight - top, hasRows = y >= 0 && y + sizeHeight <= height;
      for (let column = 0; column < outWidth; column++) {
        const from = column * strideWidth - left;
        const isWhole = hasRows && from >= 0 && from + sizeWidth <= width;
        const window = dx + y * line + from * pixel;
        let at: usize = 0;
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
