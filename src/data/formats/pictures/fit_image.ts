import type { ImageOptions } from "../reading_options.ts";
import { type Image, type ImageValues, LARGEST_IMAGE } from "./image.ts";

/** The shares of red, green and blue in grey (ITU-R BT.601). */
const LUMA = [0.299, 0.587, 0.114];

/** A stretch of pixels of the source, and how many it becomes; places may lie between pixels. */
interface Stretch {
  readonly from: number;
  readonly length: number;
  readonly count: number;
}

/** An axis of an image in the wanted size: the pixels that come of the image, and the margin before. */
interface FittedAxis extends Stretch {
  readonly margin: number;
}

/**
 * An image brought to a size and to grey or colour, as far as the options ask; the same values where
 * nothing is to be done.
 *
 * To grey by the luma of BT.601, to colour by repetition. Where an axis shrinks, each value is the
 * mean over the area that it stands for; where it grows, values between neighbours lie on the line
 * that joins them. To "crop" scales until the size is covered and leaves out what passes it on both
 * sides; to "pad" scales until all fits, and repeats the edge around it. Throws a RangeError for a
 * size of more pixels than an image may have.
 */
export function fitImage(image: Image, { size, fit, colour }: ImageOptions): Image {
  const recoloured = recolour(image, colour);
  if (size === undefined) return recoloured;
  const [height, width] = typeof size === "number" ? [size, size] : size;
  if (height * width > LARGEST_IMAGE) {
    throw new RangeError(
      `Cannot bring pictures to ${width} × ${height}: expected ${LARGEST_IMAGE} pixels at the most`,
    );
  }
  const { shape: [inHeight, inWidth, channels] } = recoloured;
  if (height === inHeight && width === inWidth) return recoloured;
  const [rows, columns] = fitAxes([inHeight, inWidth], [height, width], fit);
  const across = resample(Float64Array.from(recoloured.values), {
    ...{ outer: inHeight, inner: channels, length: inWidth },
    ...{ axis: columns, size: width },
  });
  const both = resample(across, {
    ...{ outer: 1, inner: width * channels, length: inHeight },
    ...{ axis: rows, size: height },
  });
  const values = recoloured.values instanceof Uint16Array
    ? Uint16Array.from(both, Math.round)
    : Uint8Array.from(both, Math.round);
  return { ...recoloured, shape: [height, width, channels], values };
}

/** An image in grey or colour. */
function recolour(image: Image, colour: ImageOptions["colour"]): Image {
  const { shape: [height, width, channels], values } = image;
  const wanted = colour === undefined ? channels : colour === "grey" ? 1 : 3;
  if (wanted === channels) return image;
  const size = height * width * wanted;
  const out: ImageValues = values instanceof Uint16Array
    ? new Uint16Array(size)
    : new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    out[i] = wanted === 3 ? values[Math.floor(i / 3)] : Math.round(
      LUMA[0] * values[3 * i] + LUMA[1] * values[3 * i + 1] + LUMA[2] * values[3 * i + 2],
    );
  }
  return { ...image, shape: [height, width, wanted], values: out };
}

function fitAxes(
  from: readonly [number, number],
  to: readonly [number, number],
  fit: ImageOptions["fit"],
): FittedAxis[] {
  const scales = from.map((length, axis) => to[axis] / length);
  return from.map((length, axis) => {
    const size = to[axis];
    if (fit === "stretch") return { from: 0, length, count: size, margin: 0 };
    if (fit === "pad") {
      const count = Math.min(size, Math.max(1, Math.round(length * Math.min(...scales))));
      return { from: 0, length, count, margin: Math.floor((size - count) / 2) };
    }
    const kept = Math.min(length, size / Math.max(...scales));
    const start = (length - kept) / 2;
    // At its own size a picture is cut between pixels, not through them.
    return {
      from: kept === size ? Math.floor(start) : start,
      length: kept,
      count: size,
      margin: 0,
    };
  });
}

/** Brings the middle one of three axes [outer, length, inner] to another size. */
function resample(
  values: Float64Array,
  { outer, inner, length, axis, size }: {
    outer: number;
    inner: number;
    length: number;
    axis: FittedAxis;
    size: number;
  },
): Float64Array {
  const weights = axis.length > axis.count ? areas(axis, length) : lines(axis, length);
  const out = new Float64Array(outer * size * inner);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < size; i++) {
      const { first, shares } = weights[Math.min(axis.count - 1, Math.max(0, i - axis.margin))];
      const to = (o * size + i) * inner;
      for (let k = 0; k < shares.length; k++) {
        const from = (o * length + first + k) * inner;
        for (let j = 0; j < inner; j++) out[to + j] += shares[k] * values[from + j];
      }
    }
  }
  return out;
}

/** The shares of source pixels in one value, from the first that has a part. */
interface Weights {
  readonly first: number;
  readonly shares: readonly number[];
}

/** Means over areas. */
function areas({ from, length, count }: Stretch, available: number): Weights[] {
  const step = length / count;
  return Array.from({ length: count }, (_, i) => {
    const start = from + i * step, end = Math.min(available, start + step);
    const first = Math.min(available - 1, Math.floor(start));
    const last = Math.max(first, Math.ceil(end) - 1);
    const parts = Array.from(
      { length: last - first + 1 },
      (_, k) => Math.min(end, first + k + 1) - Math.max(start, first + k),
    );
    const total = parts.reduce((sum, part) => sum + part, 0);
    return { first, shares: parts.map((part) => part / total) };
  });
}

/** Lines between the middles of neighbours; past the outermost, their own values. */
function lines({ from, length, count }: Stretch, available: number): Weights[] {
  const step = length / count;
  return Array.from({ length: count }, (_, i) => {
    const place = Math.min(available - 1, Math.max(0, from + (i + 0.5) * step - 0.5));
    const first = Math.min(available - 1, Math.floor(place)), share = place - first;
    return share === 0 ? { first, shares: [1] } : { first, shares: [1 - share, share] };
  });
}
