import { WindowSizes } from "../layout/window_sizes";

/**
 * Copies rows of an image [height, width, channels], from the padded one's row `first` on, to band
 * [rows, columns, channels], zeros where they reach outside.
 */
export function padRows(
  windows: WindowSizes,
  image: usize,
  first: i32,
  rows: i32,
  columns: i32,
  band: usize,
): void {
  const height = windows.height, width = windows.width, pixel = windows.channels * 4;
  const left = -windows.left, top = first - windows.top, rowBytes = columns * pixel;
  const before = min(max(-left, 0), columns);
  const within = max(min(left + columns, width) - max(left, 0), 0);
  const after = (columns - before - within) * pixel;
  const start = before * pixel, bytes = within * pixel;
  for (let row = top; row < top + rows; row++) {
    if (row < 0 || row >= height || within == 0) clear(band, rowBytes);
    else {
      clear(band, start);
      copyValues(image + (row * width + max(left, 0)) * pixel, bytes, band + start);
      clear(band + start + bytes, after);
    }
    band += rowBytes;
  }
}

/** Writes zeros: quick for a few values, unlike `memory.fill`, which is a call out of the module. */
export function clear(out: usize, bytes: usize): void {
  const whole = bytes & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(out + at, f32x4.splat(0));
  for (; at < bytes; at += 4) f32.store(out + at, 0);
}

/** Copies values: quick for a few, unlike `memory.copy`. */
export function copyValues(source: usize, bytes: usize, out: usize): void {
  const whole = bytes & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) v128.store(out + at, v128.load(source + at));
  for (; at < bytes; at += 4) f32.store(out + at, f32.load(source + at));
}
