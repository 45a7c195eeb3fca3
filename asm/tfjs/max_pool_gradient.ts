import { isTiled } from "../pooling/is_tiled";
import { poolRow } from "../pooling/max_pool";
import { unpoolRow } from "../pooling/max_unpool";

/**
 * dx [batch, height, width, channels]: each value of dy [batch, outRows, outColumns, channels] added
 * at the maximum of its window of x, which is looked for again. The arguments are those of
 * `maxPool`; `scratch` is room for two rows of outputs.
 */
export function maxPoolGradient(
  dy: usize,
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
  scratch: usize,
  dx: usize,
): void {
  const pixel = channels * 4, bytes = height * width * pixel, outLine = outColumns * pixel;
  const switches = scratch + outLine;
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
    if (!isWritten) memory.fill(dx, 0, bytes);
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
        scratch,
        switches,
      );
      unpoolRow(
        dy,
        switches,
        height,
        width,
        pixel,
        sizeRows,
        sizeColumns,
        y,
        strideRows,
        strideColumns,
        left,
        outColumns,
        dx,
      );
      dy += outLine;
    }
    x += bytes;
    dx += bytes;
  }
}
