import { WindowSizes } from "../layout/window_sizes";
import { poolSquares } from "./pool_squares";
import { poolWindows } from "./pool_window";

/**
 * The largest value of each window of so many images x [images, height, width, channels] and its
 * position in the window, row after row from 0, to values and switches
 * [images, outHeight, outWidth, channels].
 *
 * The lowest of equal positions; NaN counts as the largest value. What is outside the image is never
 * chosen, so each window must have a place inside; there is no dilation.
 */
export function maxPool(
  windows: WindowSizes,
  x: usize,
  images: i32,
  values: usize,
  switches: usize,
): void {
  const pixel = windows.channels * 4, bytes = windows.height * windows.width * pixel;
  const outRows = windows.outHeight, outLine = windows.outWidth * pixel;
  const stride = windows.strideHeight, top = windows.top;
  for (let image = 0; image < images; image++) {
    for (let row = 0; row < outRows; row++) {
      poolRow(windows, x, row * stride - top, values, switches);
      values += outLine;
      switches += outLine;
    }
    x += bytes;
  }
}

/** Pools a row of windows, which starts in row `y` of the image `x`, maybe before it. */
export function poolRow(
  windows: WindowSizes,
  x: usize,
  y: i32,
  values: usize,
  switches: usize,
): void {
  const width = windows.width, pixel: usize = windows.channels * 4, line = width * pixel;
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  const stride = windows.strideWidth, left = windows.left, outWidth = windows.outWidth;
  const firstRow = max(-y, 0), rows = min(sizeHeight, windows.height - y) - firstRow;
  const isSquare = sizeWidth == 2 && sizeHeight == 2 && rows == 2 && stride > 1;
  let column = 0;
  while (column < outWidth) {
    const from = column * stride - left, firstColumn = max(-from, 0);
    const columns = min(sizeWidth, width - from) - firstColumn;
    const at = x + (y + firstRow) * line + (from + firstColumn) * pixel;
    const position = firstRow * sizeWidth + firstColumn;
    // How many windows from here on have all their columns in the image.
    let count = 1;
    if (columns == sizeWidth) {
      const inside = (width - sizeWidth - from) / stride + 1;
      if (isSquare || stride == 1) count = min(outWidth - column, inside);
    }
    const bytes = count * pixel;
    if (isSquare && columns == 2) {
      poolSquares(at, line, pixel, stride * pixel, count, values, switches);
    } else {
      poolWindows(at, line, pixel, rows, columns, position, sizeWidth, bytes, values, switches);
    }
    column += count;
    values += bytes;
    switches += bytes;
  }
}
