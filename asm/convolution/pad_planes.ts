import { WindowSizes } from "../layout/window_sizes";
import { transpose } from "../products/pack";
import { clear, copyValues } from "./pad_rows";

/**
 * Copies rows of an image [height, width, channels], from the padded one's row `first` on, to band
 * [rows, channels, strideWidth, count], one channel behind the other, zeros where they reach outside:
 * column c of the padded image is value c / strideWidth of run c % strideWidth.
 */
export function padPlanes(
  windows: WindowSizes,
  image: usize,
  first: i32,
  rows: i32,
  count: i32,
  band: usize,
): void {
  const height = windows.height, width = windows.width, channels = windows.channels;
  const stride = windows.strideWidth, left = windows.left, top = first - windows.top;
  const pixel = channels * 4, run = count * 4, plane = stride * run;
  for (let row = top; row < top + rows; row++) {
    if (row < 0 || row >= height) clear(band, channels * plane);
    else {
      for (let start = 0; start < stride; start++) {
        // The values of this run that lie in the image.
        const column = start - left;
        const before = column < 0 ? min((stride - 1 - column) / stride, count) : 0;
        const end = column < width ? min((width - column + stride - 1) / stride, count) : 0;
        const values = max(end - before, 0), out = band + start * run;
        const source = image + (row * width + column + before * stride) * pixel;
        padRun(source, stride * pixel, channels, before, values, count, out, plane);
      }
    }
    band += channels * plane;
  }
}

/** Writes a run in every channel: `first` zeros, some values, zeros up to `count`. */
function padRun(
  source: usize,
  step: usize,
  channels: i32,
  first: i32,
  values: i32,
  count: i32,
  out: usize,
  plane: usize,
): void {
  const before = first * 4, within = values * 4, after = (count - first - values) * 4;
  const end = out + channels * plane;
  if (before | after) {
    for (let at = out; at < end; at += plane) {
      clear(at, before);
      clear(at + before + within, after);
    }
  }
  if (channels > 1) transpose(source, step, values, channels, out + before, plane);
  else if (step == 4) copyValues(source, within, out + before);
  else if (step == 8) copyEven(source, within, out + before);
  else copyEach(source, step, within, out + before);
}

/** Every second value. */
function copyEven(source: usize, bytes: usize, out: usize): void {
  let at: usize = 0;
  // The last of eight values is read, too, where another follows.
  for (; at + 20 <= bytes; at += 16) {
    const low = v128.load(source + 2 * at), high = v128.load(source + 2 * at, 16);
    v128.store(out + at, v128.shuffle<f32>(low, high, 0, 2, 4, 6));
  }
  copyEach(source + 2 * at, 8, bytes - at, out + at);
}

function copyEach(source: usize, step: usize, bytes: usize, out: usize): void {
  for (const end = out + bytes; out < end; out += 4) {
    f32.store(out, f32.load(source));
    source += step;
  }
}
