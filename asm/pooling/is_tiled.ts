import { WindowSizes } from "../layout/window_sizes";

/** Tells windows that cover all of an image, and none of its places twice. */
export function isTiled(windows: WindowSizes): bool {
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  return sizeHeight == windows.strideHeight && sizeWidth == windows.strideWidth &&
    windows.outHeight * sizeHeight == windows.height &&
    windows.outWidth * sizeWidth == windows.width;
}
