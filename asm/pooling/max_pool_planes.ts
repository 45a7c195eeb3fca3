import { WindowSizes } from "../layout/window_sizes";

/**
 * out [planes, outHeight, outWidth]: the largest value of each window of x [planes, height, width] that
 * lies inside of it; NaN counts as the largest, and where none does, it is -∞. The windows are those of
 * a single channel.
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
        // In a lane, where choosing takes no branch: which value is larger cannot be foreseen.
        let largest = f32x4.splat(-Infinity), isNaN = i32x4.splat(0);
        let y = row * strideHeight - top;
        for (let down = 0; down < sizeHeight; down++, y += dilationHeight) {
          if (<u32> y >= <u32> height) continue;
          const line = x + ((plane * height + y) * width << 2);
          let at = column * strideWidth - left;
          for (let across = 0; across < sizeWidth; across++, at += dilationWidth) {
            if (<u32> at >= <u32> width) continue;
            const value = v128.load32_zero(line + (at << 2));
            largest = f32x4.pmax(largest, value);
            // A comparison passes over a NaN.
            isNaN = v128.or(isNaN, f32x4.ne(value, value));
          }
        }
        // All bits of a lane are a NaN.
        v128.store_lane<f32>(out, v128.or(largest, isNaN), 0);
        out += 4;
      }
    }
  }
}
