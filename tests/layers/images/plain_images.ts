/** An image [H, W, K] as plain numbers, row-major. */
export interface PlainImage {
  readonly shape: readonly [number, number, number];
  readonly values: readonly number[];
}

/** The arrangement of windows on an image; pairs are of height and width. */
export interface PlainWindows {
  readonly size: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation?: readonly [number, number];
  readonly padding: "same" | "valid";
}

/** A filter [h, w, in, out] (transposed: [h, w, out, in]) and a bias [out]. */
export interface PlainFilter {
  readonly filter: readonly number[];
  readonly bias: readonly number[];
}

/** One number or two as two. */
export function both<T>(size: T | readonly [T, T]): [T, T] {
  return Array.isArray(size) ? [size[0], size[1]] : [size as T, size as T];
}

/** The number of windows along an axis, and where the first one starts. */
function place(
  extent: number,
  { size, stride, dilation = [1, 1], padding }: PlainWindows,
  axis: 0 | 1,
): { count: number; start: number } {
  const span = (size[axis] - 1) * dilation[axis] + 1;
  if (padding === "valid") {
    return { count: Math.floor((extent - span) / stride[axis]) + 1, start: 0 };
  }
  const count = Math.ceil(extent / stride[axis]);
  const missing = Math.max(0, (count - 1) * stride[axis] + span - extent);
  return { count, start: -Math.floor(missing / 2) };
}

/** Every place of every window that is inside an image: of which window, where in it, where in all. */
function* places([height, width]: readonly [number, number], windows: PlainWindows) {
  const { size, stride, dilation = [1, 1] } = windows;
  const rows = place(height, windows, 0), columns = place(width, windows, 1);
  for (let i = 0; i < rows.count; i++) {
    for (let j = 0; j < columns.count; j++) {
      for (let u = 0; u < size[0]; u++) {
        for (let v = 0; v < size[1]; v++) {
          const row = rows.start + i * stride[0] + u * dilation[0];
          const column = columns.start + j * stride[1] + v * dilation[1];
          if (row < 0 || row >= height || column < 0 || column >= width) continue;
          yield {
            window: i * columns.count + j,
            tap: u * size[1] + v,
            pixel: row * width + column,
          };
        }
      }
    }
  }
}

/** The number of windows on an image. */
function counts([height, width]: readonly [number, number], windows: PlainWindows) {
  return [place(height, windows, 0).count, place(width, windows, 1).count] as const;
}

/** A convolution. */
export function convolvePlain(
  { shape: [height, width, channels], values }: PlainImage,
  { filter, bias }: PlainFilter,
  windows: PlainWindows,
): PlainImage {
  const filters = bias.length, image = [height, width] as const;
  const [rows, columns] = counts(image, windows);
  const y = Array.from({ length: rows * columns * filters }, (_, i) => bias[i % filters]);
  for (const { window, tap, pixel } of places(image, windows)) {
    for (let k = 0; k < channels; k++) {
      for (let f = 0; f < filters; f++) {
        y[window * filters + f] += values[pixel * channels + k] *
          filter[(tap * channels + k) * filters + f];
      }
    }
  }
  return { shape: [rows, columns, filters], values: y };
}

/** A transposed convolution to an image of this height and width. */
export function deconvolvePlain(
  { shape: [, , channels], values }: PlainImage,
  { filter, bias }: PlainFilter,
  { image, ...windows }: PlainWindows & { image: readonly [number, number] },
): PlainImage {
  const filters = bias.length;
  const y = Array.from({ length: image[0] * image[1] * filters }, (_, i) => bias[i % filters]);
  for (const { window, tap, pixel } of places(image, windows)) {
    for (let k = 0; k < channels; k++) {
      for (let f = 0; f < filters; f++) {
        y[pixel * filters + f] += values[window * channels + k] *
          filter[(tap * filters + f) * channels + k];
      }
    }
  }
  return { shape: [...image, filters], values: y };
}

/** The maxima of all windows, and their places in them. */
export function maxPoolPlain(
  { shape: [height, width, channels], values }: PlainImage,
  windows: PlainWindows,
): PlainImage & { switches: readonly number[] } {
  const image = [height, width] as const, [rows, columns] = counts(image, windows);
  const size = rows * columns * channels;
  const y: number[] = Array(size).fill(-Infinity), switches: number[] = Array(size).fill(0);
  for (const { window, tap, pixel } of places(image, windows)) {
    for (let k = 0; k < channels; k++) {
      const value = values[pixel * channels + k], at = window * channels + k;
      if (value > y[at]) [y[at], switches[at]] = [value, tap];
    }
  }
  return { shape: [rows, columns, channels], values: y, switches };
}

/** Values put back to where switches say, in an image of this height and width. */
export function maxUnpoolPlain(
  { shape: [, , channels], values }: PlainImage,
  switches: readonly number[],
  { image, ...windows }: PlainWindows & { image: readonly [number, number] },
): PlainImage {
  const x: number[] = Array(image[0] * image[1] * channels).fill(0);
  for (const { window, tap, pixel } of places(image, windows)) {
    for (let k = 0; k < channels; k++) {
      const at = window * channels + k;
      if (switches[at] === tap) x[pixel * channels + k] += values[at];
    }
  }
  return { shape: [...image, channels], values: x };
}

/** Repeated pixels, as many as an image of this height and width has. */
export function upSamplePlain(
  { shape: [, width, channels], values }: PlainImage,
  [down, across]: readonly [number, number],
  image: readonly [number, number],
): PlainImage {
  const y = Array.from({ length: image[0] * image[1] * channels }, (_, i) => {
    const pixel = Math.floor(i / channels), row = Math.floor(pixel / image[1]);
    const from = Math.floor(row / down) * width + Math.floor((pixel % image[1]) / across);
    return values[from * channels + i % channels];
  });
  return { shape: [...image, channels], values: y };
}

/** The average or the largest value of each channel. */
export function globalPoolPlain(
  { shape: [height, width, channels], values }: PlainImage,
  name: "average" | "max",
): PlainImage {
  const y = Array.from({ length: channels }, (_, k) => {
    const channel = values.filter((_, i) => i % channels === k);
    return name === "max"
      ? Math.max(...channel)
      : channel.reduce((sum, value) => sum + value, 0) / (height * width);
  });
  return { shape: [1, 1, channels], values: y };
}
