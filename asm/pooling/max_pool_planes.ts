import { WindowSizes } from "../layout/window_sizes";

/**
 * out [planes, outHeight, outWidth]: the largest value of each window of x [planes, height, width] that
 * lies inside of it, -∞ where none does. The windows are those of a single channel.
 */
export function maxPoolPlanes(windows: WindowSizes, x: usize, planes: i32, out: usize): void {
  const height = windows.height, width = windows.width;
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  const strideHeight = windows.strideHeight, strideWidth = windows.strideWidth;
  const dilationHeight = windows.dilationHeight, dilationWidth = windows.dilationWidth;
  const top = windows.top, left = windows.left;
  const outHeight = windows.outHeight, outWidth = windows.outWidth;
  for (let plane = 0; plane < planes; plane++) {
    for (let row = 0; row < outHeight; row++) {
      for (let column = 0; column < outWidth; column++) {
        let largest: f32 = -Infinity;
        let y = row * strideHeight - top;
        for (let down = 0; down < sizeHeight; down++, y += dilationHeight) {
          if (<u32> y >= <u32> height) continue;
          const line = x + ((plane * height + y) * width << 2);
          let at = column * strideWidth - left;
          for (let across = 0; across < sizeWidth; across++, at += dilationWidth) {
            if (<u32> at >= <u32> width) continue;
            const value = f32.load(line + (at << 2));
            if (value > largest) largest = value;
          }
        }
        f32.store(out, largest);
        out += 4;
      }
    }
  }
}
