import { WindowSizes } from "../layout/window_sizes";
import { isTiled } from "../pooling/is_tiled";

/**
 * dx [images, height, width, channels]: each value of dy [images, outHeight, outWidth, channels], over
 * the number of places that its window has inside the image, added to all of them. There is no
 * dilation.
 */
export function averagePoolGradient(
  windows: WindowSizes,
  dy: usize,
  images: i32,
  dx: usize,
): void {
  const height = windows.height, width = windows.width;
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  const strideHeight = windows.strideHeight, strideWidth = windows.strideWidth;
  const top = windows.top, left = windows.left;
  const outHeight = windows.outHeight, outWidth = windows.outWidth;
  const pixel = windows.channels * 4, line = width * pixel;
  const isDisjoint = strideHeight >= sizeHeight && strideWidth >= sizeWidth;
  const isWritten = isTiled(windows);
  for (let image = 0; image < images; image++) {
    if (!isWritten) memory.fill(dx, 0, height * line);
    for (let row = 0; row < outHeight; row++) {
      const y = row * strideHeight - top, firstRow = max(-y, 0);
      const rows = min(sizeHeight, height - y) - firstRow;
      for (let column = 0; column < outWidth; column++) {
        const from = column * strideWidth - left, firstColumn = max(-from, 0);
        const columns = min(sizeWidth, width - from) - firstColumn;
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
