import type { Shape } from "../../core/shape.ts";
import { centredPlacement, containedPlacement } from "./image_placement.ts";
import { imageSize } from "./image_size.ts";
import { resample } from "./resample.ts";
import { needsNegative } from "./needs_negative.ts";

/** Pixels of red, green, blue and opacity, as `ImageData` holds them. */
export interface Pixels {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** [height, width, 4] bytes. */
  readonly data: Uint8ClampedArray;
}

/** The way from an image to the input of a model. */
export interface ModelInputOptions {
  /** [H, W], [H, W, 1] or [H, W, 3]. */
  readonly inputShape: Shape;
  /** Red, green and blue in [0, 1] of what lies behind the image and around it; black unless given. */
  readonly ground?: readonly number[];
  /**
   * True to make light dark and dark light; "auto": where that brings the image's own ground nearer
   * to `ground`, for grey inputs only.
   */
  readonly invert?: boolean | "auto";
  /**
   * True where what differs from the ground is scaled to 20/28 of the input and its centre of mass
   * put at the centre, as the digits of MNIST were (LeCun, Bottou, Bengio and Haffner,
   * "Gradient-based learning applied to document recognition", 1998); enlarged by 2 at most, so
   * that a first dot stays one.
   */
  readonly centre?: boolean;
  /**
   * The value from which on a value becomes 1, the others become 0; absent, they stay as they are.
   */
  readonly threshold?: number | undefined;
}

/** The shares of red, green and blue in brightness (ITU-R BT.601). */
const LUMA = [0.299, 0.587, 0.114];

/**
 * The input that a model gets of an image, in [0, 1]: the whole image, at its own aspect ratio, as
 * large as fits.
 *
 * Throws a RangeError for inputs that are no images.
 */
export function modelInput(pixels: Pixels, options: ModelInputOptions): Float32Array<ArrayBuffer> {
  const { inputShape, invert = false, centre = false, threshold } = options;
  const { height, width, channels } = imageSize(inputShape);
  const rgb = options.ground ?? [0, 0, 0];
  const ground = channels === 1 ? [luma(rgb[0], rgb[1], rgb[2])] : rgb;

  const planes = channels + 1;
  // The sizes of an ImageData are no properties of its own.
  const size = { height: pixels.height, width: pixels.width };
  const source = { ...size, values: new Float32Array(size.height * size.width * planes) };
  const { values } = source, { data } = pixels;
  for (let from = 0, to = 0; to < values.length; from += 4, to += planes) {
    const alpha = data[from + 3] / 255;
    if (channels === 1) {
      values[to] = luma(data[from], data[from + 1], data[from + 2]) / 255 * alpha;
    } else for (let i = 0; i < 3; i++) values[to + i] = data[from + i] / 255 * alpha;
    values[to + channels] = alpha;
  }
  if (invert === "auto" ? channels === 1 && needsNegative(source, ground[0]) : invert) {
    for (let i = 0; i < values.length; i++) {
      if (i % planes < channels) values[i] = values[i - i % planes + channels] - values[i];
    }
  }

  const field = { height, width };
  const placement = (centre && centredPlacement(source, { ground, field })) ||
    containedPlacement(source, field);
  const laid = resample(source, { placement, ...field });
  return Float32Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels), channel = i % channels;
    const behind = 1 - laid[pixel * planes + channels];
    const value = Math.min(
      1,
      Math.max(0, laid[pixel * planes + channel] + behind * ground[channel]),
    );
    return threshold === undefined ? value : Number(value >= threshold);
  });
}

function luma(red: number, green: number, blue: number): number {
  return LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue;
}
