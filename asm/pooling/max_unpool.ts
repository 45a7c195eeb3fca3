import { isTiled } from "./is_tiled";
import { unpoolSquares } from "./unpool_squares";
import { unpoolEdge, unpoolWhole } from "./unpool_window";

/**
 * Adds each value of y [batch, outRows, outColumns, channels] to the place of its window that its
 * switch names, on x [batch, height, width, channels] of zeros: the transpose of what `maxPool`
 * selects, whose arguments these are.
 *
 * Returns the first value whose switch names no place inside the window and the image, where it
 * stops, or −1.
 */
export function maxUnpool(
  y: usize,
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
  x: usize,
): i32 {
  const pixel = channels * 4, line = width * pixel, outLine = outColumns * pixel;
  // All places of windows of 2 × 2 are written, those without a value as zeros.
  const isWritten = sizeRows == 2 && sizeColumns == 2 && isTiled(
    height,
    width,
    sizeRows,
    sizeColumns,
    strideRows,
    strideColumns,
    outRows,
    outColumns,
  );
  for (let image = 0; image < batch; image++) {
    if (!isWritten) memory.fill(x, 0, height * line);
    for (let row = 0; row < outRows; row++) {
      const bad = unpoolRow(
        y,
        switches,
        height,
        width,
        pixel,
        sizeRows,
        sizeColumns,
        row * strideRows - top,
        strideRows,
        strideColumns,
        left,
        outColumns,
        x,
      );
      if (bad >= 0) return (image * outRows + row) * outColumns * channels + bad;
      y += outLine;
      switches += outLine;
    }
    x += height * line;
  }
  return -1;
}

/** Adds a row of values to an image `x`, whose windows start in this row, maybe before it. */
export function unpoolRow(
  y: usize,
  switches: usize,
  height: i32,
  width: i32,
  pixel: usize,
  sizeRows: i32,
  sizeColumns: i32,
  fromRow: i32,
  strideRows: i32,
  strideColumns: i32,
  left: i32,
  outColumns: i32,
  x: usize,
): i32 {
  const line = width * pixel, size = sizeRows * sizeColumns, start = y;
  const hasRows = fromRow >= 0 && fromRow + sizeRows <= height;
  const isSquare = sizeRows == 2 && sizeColumns == 2 && strideRows >= 2 && strideColumns >= 2;
  let column = 0;
  while (column < outColumns) {
    const from = column * strideColumns - left, at = x + fromRow * line + from * pixel;
    let count = 1, bad = -1;
    if (!hasRows || from < 0 || from + sizeColumns > width) {
      bad = unpoolEdge(
        y,
        switches,
        line,
        pixel,
        fromRow,
        from,
        height,
        width,
        size,
        sizeColumns,
        x,
      );
    } else if (isSquare) {
      // Such windows do not overlap, so nothing else is in their places.
      count = min(outColumns - column, (width - 2 - from) / strideColumns + 1);
      bad = unpoolSquares(y, switches, line, pixel, strideColumns * pixel, count, at);
    } else {
      bad = unpoolWhole(y, switches, line, pixel, size, sizeColumns, at);
    }
    if (bad >= 0) return <i32> ((y - start) >> 2) + bad;
    column += count;
    y += count * pixel;
    switches += count * pixel;
  }
  return -1;
}
