import { WindowSizes } from "../layout/window_sizes";
import { isTiled } from "./is_tiled";
import { unpoolSquares } from "./unpool_squares";
import { unpoolEdge, unpoolWhole } from "./unpool_window";

/**
 * Adds each value of y [images, outHeight, outWidth, channels] to the place of its window that its
 * switch names, on x [images, height, width, channels] of zeros: the transpose of what `maxPool`
 * selects.
 *
 * Returns the first value whose switch names no place inside the window and the image, where it
 * stops, or −1.
 */
export function maxUnpool(
  windows: WindowSizes,
  y: usize,
  switches: usize,
  images: i32,
  x: usize,
): i32 {
  const channels = windows.channels, pixel = channels * 4;
  const bytes = windows.height * windows.width * pixel;
  const outRows = windows.outHeight, outColumns = windows.outWidth, outLine = outColumns * pixel;
  const stride = windows.strideHeight, top = windows.top;
  // All places of windows of 2 × 2 are written, those without a value as zeros.
  const isWritten = windows.sizeHeight == 2 && windows.sizeWidth == 2 && isTiled(windows);
  for (let image = 0; image < images; image++) {
    if (!isWritten) memory.fill(x, 0, bytes);
    for (let row = 0; row < outRows; row++) {
      const bad = unpoolRow(windows, y, switches, row * stride - top, x);
      if (bad >= 0) return (image * outRows + row) * outColumns * channels + bad;
      y += outLine;
      switches += outLine;
    }
    x += bytes;
  }
  return -1;
}

/** Adds a row of values to an image `x`, whose windows start in this row, maybe before it. */
export function unpoolRow(
  windows: WindowSizes,
  y: usize,
  switches: usize,
  fromRow: i32,
  x: usize,
): i32 {
  const width = windows.width, pixel: usize = windows.channels * 4, line = width * pixel;
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  const size = sizeHeight * sizeWidth, stride = windows.strideWidth;
  const left = windows.left, outWidth = windows.outWidth, start = y;
  const hasRows = fromRow >= 0 && fromRow + sizeHeight <= windows.height;
  const isSquare = sizeHeight == 2 && sizeWidth == 2 && windows.strideHeight >= 2 && stride >= 2;
  let column = 0;
  while (column < outWidth) {
    const from = column * stride - left, at = x + fromRow * line + from * pixel;
    let count = 1, bad = -1;
    if (!hasRows || from < 0 || from + sizeWidth > width) {
      bad = unpoolEdge(windows, y, switches, fromRow, from, x);
    } else if (isSquare) {
      // Such windows do not overlap, so nothing else is in their places.
      count = min(outWidth - column, (width - 2 - from) / stride + 1);
      bad = unpoolSquares(y, switches, line, pixel, stride * pixel, count, at);
    } else {
      bad = unpoolWhole(y, switches, line, pixel, size, sizeWidth, at);
    }
    if (bad >= 0) return <i32> ((y - start) >> 2) + bad;
    column += count;
    y += count * pixel;
    switches += count * pixel;
  }
  return -1;
}
