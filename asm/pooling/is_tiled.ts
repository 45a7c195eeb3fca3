import { WindowSizes } from "../layout/window_sizes";

/** Tells windows that cover all of an image, and none of its places twice. */
export function isTiled(windows: WindowSizes): bool {
  const sizeHeight = windows.sizeHeight, sizeWidth = windows.sizeWidth;
  // Moved by as much as one place, windows no longer end where the image does.
  return windows.top == 0 && windows.left == 0 && sizeHeight == windows.strideHeight &&
    sizeWidth == windows.strideWidth &&
    windows.outHeight * sizeHeight == windows.height &&
    windows.outWidth * sizeWidth == windows.width;
}
