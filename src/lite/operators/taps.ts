/** How windows lie on images [K, H, W]. */
export interface Taps {
  readonly channels: number;
  /** [H, W]. */
  readonly image: readonly number[];
  /** The number of windows along each axis. */
  readonly windows: readonly number[];
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** The padding in front of the first row and column. */
  readonly before: readonly number[];
}

/**
 * Neighbouring windows that see the image at the same one of their places: the first position in the
 * image, the first in patches [K · kernel rows · kernel columns, windows], and how many. Further ones
 * lie `step` apart in the image, 1 in the patches.
 */
export type VisitTaps = (image: number, patch: number, count: number, step: number) => void;

/** Visits each place of each window that lies inside the image, a line of windows at once. */
export function eachTap(
  { channels, image: [height, width], windows: [rows, columns], ...lie }: Taps,
  visit: VisitTaps,
): void {
  const { kernel, strides, dilations, before } = lie;
  for (let channel = 0, line = 0; channel < channels; channel++) {
    for (let down = 0; down < kernel[0]; down++) {
      for (let across = 0; across < kernel[1]; across++, line++) {
        const left = across * dilations[1] - before[1];
        const first = Math.max(0, Math.ceil(-left / strides[1]));
        const end = Math.min(columns, Math.ceil((width - left) / strides[1]));
        for (let row = 0; row < rows; row++) {
          const y = row * strides[0] + down * dilations[0] - before[0];
          if (y < 0 || y >= height) continue;
          const from = (channel * height + y) * width + left + first * strides[1];
          if (first < end) {
            visit(from, (line * rows + row) * columns + first, end - first, strides[1]);
          }
        }
      }
    }
  }
}
