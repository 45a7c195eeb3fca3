import { z } from "zod";
import { checkImage } from "../../core/check_image.ts";
import { formatShape, sameShape, type Shape } from "../../core/shape.ts";
import { eachAxis, formatPair, type Pair } from "./pair.ts";

/** `valid` keeps windows inside the image; `same` pads it, so that ⌈n / stride⌉ windows lie on n. */
export const paddingSpec = z.enum(["same", "valid"]);

/** The arrangement of windows on an image. */
export interface Windows {
  readonly size: Pair;
  /** From one window to the next. */
  readonly stride: Pair;
  /** From one place of a window to the next. */
  readonly dilation: Pair;
  readonly padding: z.infer<typeof paddingSpec>;
}

/** The places of windows on an image. */
export interface PlacedWindows {
  /** The number of windows down and across. */
  readonly counts: Pair;
  /** Rows and columns of padding before the image. */
  readonly before: Pair;
  /** Rows and columns of padding behind it: with an odd sum, one more than before. */
  readonly after: Pair;
  /** Rows and columns behind the last window that it leaves out. */
  readonly rest: Pair;
}

/** Height, width and channels of an example. Throws a RangeError for what is no image. */
export function imageSize(type: string, input: Shape): { image: Pair; channels: number } {
  checkImage(type, input);
  const [height, width, channels] = input;
  return { image: [height, width], channels };
}

/**
 * The places of windows on an image, by TensorFlow's rule; no windows where one is larger than it.
 */
export function placeWindows(image: Pair, windows: Windows): PlacedWindows {
  const { stride, padding } = windows, extent = extentOf(windows);
  const counts = eachAxis((axis) =>
    padding === "same"
      ? Math.ceil(image[axis] / stride[axis])
      : Math.max(0, Math.floor((image[axis] - extent[axis]) / stride[axis]) + 1)
  );
  const covered = eachAxis((axis) => (counts[axis] - 1) * stride[axis] + extent[axis]);
  const added = eachAxis((axis) =>
    padding === "same" ? Math.max(0, covered[axis] - image[axis]) : 0
  );
  const before = eachAxis((axis) => Math.floor(added[axis] / 2));
  return {
    counts,
    before,
    after: eachAxis((axis) => added[axis] - before[axis]),
    rest: eachAxis((axis) => image[axis] + added[axis] - covered[axis]),
  };
}

/**
 * The windows on the images of a shape. Throws a RangeError for what is no image, and for windows
 * larger than it.
 */
export function windowsOn(type: string, input: Shape, windows: Windows): PlacedWindows {
  const { image } = imageSize(type, input);
  const placed = placeWindows(image, windows);
  if (placed.counts.includes(0)) {
    throw new RangeError(
      `Cannot apply "${type}" to shape ${formatShape(input)}: a window of ${
        formatPair(extentOf(windows))
      } is larger than the image, use padding "same" or a smaller size`,
    );
  }
  return placed;
}

/** The image that a number of windows just fills. */
function filledImage(counts: Pair, windows: Windows): Pair {
  const { stride, padding } = windows, extent = extentOf(windows);
  return eachAxis((axis) =>
    padding === "same"
      ? counts[axis] * stride[axis]
      : (counts[axis] - 1) * stride[axis] + extent[axis]
  );
}

/**
 * The image that windows, one for each place of the input, were cut out of: the one that they fill
 * unless `outputSize` says otherwise. Throws a RangeError for what is no image, and for an
 * `outputSize` with another number of windows.
 */
export function imageUnder(
  type: string,
  input: Shape,
  { windows, outputSize }: { windows: Windows; outputSize?: Pair | undefined },
): Pair {
  const { image: counts } = imageSize(type, input);
  const filled = filledImage(counts, windows);
  if (outputSize === undefined) return filled;
  if (sameShape(placeWindows(outputSize, windows).counts, counts)) return outputSize;
  const { stride, padding } = windows, sign = padding === "same" ? -1 : 1;
  const other = eachAxis((axis) => filled[axis] + sign * (stride[axis] - 1));
  const [least, most] = padding === "same" ? [other, filled] : [filled, other];
  throw new RangeError(
    `Cannot apply "${type}" to shape ${formatShape(input)}: it cannot give ${
      formatPair(outputSize)
    }, use an outputSize from ${formatShape(least)} to ${formatShape(most)}`,
  );
}

/** The `outputSize` of a layer that gives this image back, where it cannot be told from windows. */
export function outputSizeFor(image: Pair, windows: Windows): { outputSize?: Pair } {
  const filled = filledImage(placeWindows(image, windows).counts, windows);
  return sameShape(filled, image) ? {} : { outputSize: image };
}

/**
 * Their pads as ONNX has them: rows above, columns on the left, rows below, columns on the right.
 */
export function padsOf({ before, after }: PlacedWindows): number[] {
  return [...before, ...after];
}

/** The height and width that a window spans, gaps and all. */
function extentOf({ size, dilation }: Windows): Pair {
  return eachAxis((axis) => (size[axis] - 1) * dilation[axis] + 1);
}
