import { WindowSizes } from "../layout/window_sizes";
import { poolSquares } from "../pooling/pool_squares";
import { windowMaxima } from "./window_maxima";

/** The values of `maxPool` alone, whose arguments these are; `scratch` is room for a row of outputs. */
export function maxPoolValues(
  windows: WindowSizes,
  x: usize,
  images: i32,
  scratch: usize,
  values: usize,
): void {
  const height = windows.height, width = windows.width;
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  const strideHeight = windows.strideHeight, strideWidth = windows.strideWidth;
  const top = windows.top, left = windows.left;
  const outHeight = windows.outHeight, outWidth = windows.outWidth;
  const pixel = windows.channels * 4, line = width * pixel, step = strideWidth * pixel;
  for (let image = 0; image < images; image++) {
    const end = x + height * line;
    for (let row = 0; row < outHeight; row++) {
      const y = row * strideHeight - top, firstRow = max(-y, 0);
      const rows = min(sizeHeight, height - y) - firstRow;
      // Those of one channel, two apart, are four to the lanes.
      const isSquare = sizeHeight == 2 && sizeWidth == 2 && rows == 2 &&
        pixel == 4 && strideWidth == 2;
      let column = 0;
      while (column < outWidth) {
        const from = column * strideWidth - left, firstColumn = max(-from, 0);
        const columns = min(sizeWidth, width - from) - firstColumn;
        const at = x + (y + firstRow) * line + (from + firstColumn) * pixel;
        // The number of windows from here on that have all their columns in the image.
        let count = 1;
        if (columns == sizeWidth) {
          count = min(outWidth - column, (width - sizeWidth - from) / strideWidth + 1);
        }
        if (isSquare && columns == 2) {
          poolSquares(at, line, pixel, step, count, values, scratch);
        } else {
          const runs = strideWidth == 1 ? 1 : count, bytes = count * pixel / runs;
          windowMaxima(at, line, pixel, rows, columns, step, runs, bytes, end, values, scratch);
        }
        column += count;
        values += count * pixel;
      }
    }
    x += height * line;
  }
}
