import { poolSquares } from "./pool_squares";
import { poolWindows } from "./pool_window";

/**
 * The largest value of each window of x [batch, height, width, channels] and its position in the
 * window, row after row from 0, to values and switches [batch, outRows, outColumns, channels].
 *
 * The lowest of equal positions; NaN counts as the largest value. Windows of sizeRows × sizeColumns
 * start `top` rows above and `left` columns before the image and lie strideRows and strideColumns
 * apart. What is outside the image is never chosen, so each must have a place inside. A row of
 * switches lies `stepSwitches` bytes behind the one before it: 0 where none are wanted, then each
 * overwrites the last.
 */
export function maxPool(
  x: usize,
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
  stepSwitches: usize,
  values: usize,
  switches: usize,
): void {
  const pixel = channels * 4, line = width * pixel, outLine = outColumns * pixel;
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < outRows; row++) {
      const y = row * strideRows - top;
      poolRow(
        x,
        height,
        width,
        pixel,
        sizeRows,
        sizeColumns,
        y,
        strideColumns,
        left,
        outColumns,
        values,
        switches,
      );
      values += outLine;
      switches += stepSwitches;
    }
    x += height * line;
  }
}

/** Pools a row of windows, which starts in row `y` of the image `x`, maybe before it. */
export function poolRow(
  x: usize,
  height: i32,
  width: i32,
  pixel: usize,
  sizeRows: i32,
  sizeColumns: i32,
  y: i32,
  strideColumns: i32,
  left: i32,
  outColumns: i32,
  values: usize,
  switches: usize,
): void {
  const line = width * pixel, firstRow = max(-y, 0), rows = min(sizeRows, height - y) - firstRow;
  const isSquare = sizeColumns == 2 && sizeRows == 2 && rows == 2 && strideColumns > 1;
  let column = 0;
  while (column < outColumns) {
    const from = column * strideColumns - left, firstColumn = max(-from, 0);
    const columns = min(sizeColumns, width - from) - firstColumn;
    const at = x + (y + firstRow) * line + (from + firstColumn) * pixel;
    const position = firstRow * sizeColumns + firstColumn;
    // How many windows from here on have all their columns in the image.
    let count = 1;
    if (columns == sizeColumns) {
      const inside = (width - sizeColumns - from) / strideColumns + 1;
      if (isSquare || strideColumns == 1) count = min(outColumns - column, inside);
    }
    const bytes = count * pixel;
    if (isSquare && columns == 2) {
      poolSquares(at, line, pixel, strideColumns * pixel, count, values, switches);
    } else {
      poolWindows(
        at,
        line,
        pixel,
        rows,
        columns,
        position,
        sizeColumns,
        bytes,
        values,
        switches,
      );
    }
    column += count;
    values += bytes;
    switches += bytes;
  }
}
