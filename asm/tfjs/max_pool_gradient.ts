import { WindowSizes } from "../layout/window_sizes";
import { isTiled } from "../pooling/is_tiled";
import { poolRow } from "../pooling/max_pool";
import { unpoolRow } from "../pooling/max_unpool";

/**
 * dx [images, height, width, channels]: each value of dy [images, outHeight, outWidth, channels] added
 * at the maximum of its window of x, which is looked for again as by `maxPool`. `scratch` is room for
 * two rows of outputs.
 */
export function maxPoolGradient(
  windows: WindowSizes,
  dy: usize,
  x: usize,
  images: i32,
  scratch: usize,
  dx: usize,
): void {
  const pixel = windows.channels * 4, bytes = windows.height * windows.width * pixel;
  const outRows = windows.outHeight, outLine = windows.outWidth * pixel;
  const stride = windows.strideHeight, top = windows.top, switches = scratch + outLine;
  const isWritten = windows.sizeHeight == 2 && windows.sizeWidth == 2 && isTiled(windows);
  for (let image = 0; image < images; image++) {
    if (!isWritten) memory.fill(dx, 0, bytes);
    for (let row = 0; row < outRows; row++) {
      const y = row * stride - top;
      poolRow(windows, x, y, scratch, switches);
      unpoolRow(windows, dy, switches, y, dx);
      dy += outLine;
    }
    x += bytes;
    dx += bytes;
  }
}
