import { isTiled } from "../pooling/is_tiled";

/**
 * dx [batch, height, width, channels]: each value of dy [batch, outRows, outColumns, channels], over
 * the number of places that its window has inside the image, added to all of them. The arguments
 * are those of `maxPool`.
 */
export function averagePoolGradient(
  dy: usize,
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
  dx: usize,
): void {
  const pixel = channels * 4, line = width * pixel;
  const isDisjoint = strideRows >= sizeRows && strideColumns >= sizeColumns;
  const isWritten = isTiled(
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
    if (!isWritten) memory.fill(dx, 0, height * line);
    for (let row = 0; row < outRows; row++) {
      const y = row * strideRows - top, firstRow = max(-y, 0);
      const rows = min(sizeRows, height - y) - firstRow;
      for (let column = 0; column < outColumns; column++) {
        const from = column * strideColumns - left, firstColumn = max(-from, 0);
        const columns = min(sizeColumns, width - from) - firstColumn;
        const window = dx + (y + firstRow) * line + (from + firstColumn) * pixel;
        // A window may lie in the padding as a whole, on either side.
        if (rows > 0 && columns > 0) share(dy, line, pixel, rows, columns, isDisjoint, window);
        dy += pixel;
      }
    }
    dx += height * line;
  }
}

/** Adds a share of each channel's value to all places of one window, or writes it there. */
function share(
  dy: usize,
  line: usize,
  pixel: usize,
  rows: i32,
  columns: i32,
  isDisjoint: bool,
  window: usize,
): void {
  const whole = pixel & ~15, factor = <f32> 1 / <f32> (rows * columns);
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const value = f32x4.mul(v128.load(dy + at), f32x4.splat(factor));
    let start = window + at;
    for (let row = 0; row < rows; row++) {
      for (let to = start, end = start + columns * pixel; to < end; to += pixel) {
        v128.store(to, isDisjoint ? value : f32x4.add(v128.load(to), value));
      }
      start += line;
    }
  }
  for (; at < pixel; at += 4) {
    const value = f32.load(dy + at) * factor;
    let start = window + at;
    for (let row = 0; row < rows; row++) {
      for (let to = start, end = start + columns * pixel; to < end; to += pixel) {
        f32.store(to, isDisjoint ? value : f32.load(to) + value);
      }
      start += line;
    }
  }
}
