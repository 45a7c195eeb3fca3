import type { Shape } from "../../core/shape.ts";
import { imageSize } from "./image_size.ts";
import { type Placement, resample } from "./resample.ts";

/** Pixels of red, green, blue and opacity, as `ImageData` holds them. */
export interface Pixels {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** [height, width, 4] bytes. */
  readonly data: Uint8ClampedArray;
}

/** How an image becomes the input of a model. */
export interface ModelInputOptions {
  /** [H, W], [H, W, 1] or [H, W, 3]. */
  readonly inputShape: Shape;
  /** Red, green and blue in [0, 1] of what lies behind the image and around it; black unless given. */
  readonly ground?: readonly number[];
  /**
   * Whether light becomes dark and dark light; "auto": where that brings the image's own ground nearer
   * to `ground`, for grey inputs only.
   */
  readonly invert?: boolean | "auto";
  /**
   * Whether what differs from the ground is scaled to 20/28 of the input and its centre of mass put
   * at the centre, as the digits of MNIST were (LeCun, Bottou, Bengio and Haffner, "Gradient-based
   * learning applied to document recognition", 1998); enlarged by 2 at most, so that a first dot
   * stays one.
   */
  readonly centre?: boolean;
  /** What values must reach to become 1, the others become 0; absent, they stay as they are. */
  readonly threshold?: number;
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
  if (invert === "auto" ? channels === 1 && standsReversed(source, ground[0]) : invert) {
    for (let i = 0; i < values.length; i++) {
      if (i % planes < channels) values[i] = values[i - i % planes + channels] - values[i];
    }
  }

  const field = { height, width };
  const placement = (centre && centred(source, { ground, field })) || contained(source, field);
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

interface Field {
  readonly height: number;
  readonly width: number;
}
type Image = Field & { readonly values: Float32Array };

function luma(red: number, green: number, blue: number): number {
  return LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue;
}

function contained(image: Field, field: Field): Placement {
  const scale = Math.min(field.width / image.width, field.height / image.height);
  return {
    scale,
    left: (field.width - image.width * scale) / 2,
    top: (field.height - image.height * scale) / 2,
  };
}

/** As MNIST has it; undefined for an image that is all ground. */
function centred(
  { height, width, values }: Image,
  { ground, field }: { ground: readonly number[]; field: Field },
): Placement | undefined {
  const planes = values.length / (height * width);
  let mass = 0, sumX = 0, sumY = 0;
  let left = width, right = 0, top = height, bottom = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * planes;
      const alpha = values[at + planes - 1];
      let ink = 0;
      ground.forEach((colour, i) =>
        ink += Math.abs(values[at + i] - alpha * colour) / (planes - 1)
      );
      // Below it lies the noise of compressed images.
      if (ink < 0.1) continue;
      mass += ink;
      sumX += ink * (x + 0.5);
      sumY += ink * (y + 0.5);
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (mass === 0) return undefined;
  const scale = Math.min(
    20 / 28 * Math.min(field.width, field.height) / Math.max(right - left, bottom - top),
    2 * contained({ height, width }, field).scale,
  );
  // A centre of mass far to one side must not push the other side out of the field.
  const within = (at: number, first: number, end: number) => Math.min(end, Math.max(first, at));
  return {
    scale,
    left: within(field.width / 2 - sumX / mass * scale, -left * scale, field.width - right * scale),
    top: within(
      field.height / 2 - sumY / mass * scale,
      -top * scale,
      field.height - bottom * scale,
    ),
  };
}

/** Whether the edges of a grey image, or its ink where they are clear, ask for its negative. */
function standsReversed({ height, width, values }: Image, ground: number): boolean {
  const edge = [0, 0], whole = [0, 0];
  let count = 0;
  for (let i = 0; i < height * width; i++) {
    const x = i % width, y = Math.floor(i / width);
    const atEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
    if (atEdge) count++;
    for (let plane = 0; plane < 2; plane++) {
      whole[plane] += values[2 * i + plane];
      if (atEdge) edge[plane] += values[2 * i + plane];
    }
  }
  const far = ([sum, alpha]: number[]) => Math.abs(sum / alpha - ground) > 0.5;
  return edge[1] > count / 2 ? far(edge) : whole[1] > 0 && !far(whole);
}
