import { type Shape, sizeOf } from "../core/shape.ts";

/**
 * Images [B, H, W, K] whose values are each the median of the `size` × `size` window round them, channel
 * by channel; beyond the border the nearest value counts (Tukey, "Exploratory data analysis", 1977).
 *
 * Throws a RangeError for a size that is no odd number, or for examples that are no images.
 */
export function medianFilter(
  values: Float32Array,
  { shape, size }: { shape: Shape; size: number },
): Float32Array<ArrayBuffer> {
  if (shape.length !== 3) {
    throw new RangeError(
      `Cannot filter examples of ${shape.length} axes: expected images [H, W, K]`,
    );
  }
  if (!Number.isInteger(size) || size < 1 || size % 2 === 0) {
    throw new RangeError(`Cannot filter by windows of ${size}: expected an odd number`);
  }
  const [height, width, channels] = shape, each = sizeOf(shape), reach = (size - 1) / 2;
  const filtered = new Float32Array(values.length), window = new Float32Array(size * size);
  const inside = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  for (let from = 0; from < values.length; from += each) {
    for (let i = 0; i < each; i++) {
      const channel = i % channels, column = Math.floor(i / channels) % width;
      const row = Math.floor(i / (channels * width));
      let n = 0;
      for (let y = row - reach; y <= row + reach; y++) {
        for (let x = column - reach; x <= column + reach; x++) {
          const place = inside(y, height) * width + inside(x, width);
          window[n++] = values[from + place * channels + channel];
        }
      }
      filtered[from + i] = window.sort()[(n - 1) / 2];
    }
  }
  return filtered;
}
