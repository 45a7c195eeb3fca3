import { sentence } from "../../core/sentences.ts";
import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import { type Content, element, type Markup } from "../../plots/element.ts";
import { signedImages } from "../../plots/signed_images.ts";
import { displaySize, PAGE_WIDTH } from "./display_size.ts";
import { drawTiles } from "./draw_tiles.ts";

/** Images to show in one figure. */
export interface SheetFigure {
  readonly title: string;
  readonly caption?: string;
  /** [N, …shape] */
  readonly images: Float32Array;
  /** `[H, W]` or `[H, W, K]` */
  readonly shape: Shape;
  /** As many as fill the page evenly, unless given; not used where each image has a row. */
  readonly columns?: number;
  /** True where zero is mid grey, false where 0 is black and 1 is white. */
  readonly isSigned: boolean;
}

/** The longer side of an image, about, and of one channel of many, in pixels of the page. */
const SIDE = 56;
const CHANNEL_SIDE = 36;

/** The least width of a channel before a row of them is broken. */
const LEAST_SIDE = 24;

/** The most pixels of the page, wide and high, that one of an image takes. */
const LARGEST_SCALE = 16;

/**
 * Draws images on a sheet, or each as a row of its channels where these are no colours.
 *
 * Throws a RangeError when the values are not whole images of this shape, or the columns not a
 * positive integer.
 */
export function sheetFigure(sheet: SheetFigure): Markup {
  const { images, shape, title, isSigned } = sheet;
  const count = countImages(sheet);
  const drawn = { ...sheet, images: isSigned ? signedImages(images, shape) : images };
  return element(
    "figure",
    {},
    element("h3", {}, title),
    hasRows(shape) ? rows(drawn, count) : grid(drawn, count),
    element("figcaption", {}, captionOf(sheet, count)),
  );
}

function countImages({ title, images, shape, columns = 1 }: SheetFigure): number {
  const size = sizeOf(shape);
  if (shape.length !== 2 && shape.length !== 3) {
    throw new RangeError(
      `Cannot draw "${title}" as images: their shape is ${
        formatShape(shape)
      }, expected [H, W] or [H, W, K]`,
    );
  }
  if (!(size > 0) || images.length === 0 || images.length % size !== 0) {
    throw new RangeError(
      `Cannot draw "${title}" as images of shape ${formatShape(shape)}: ` +
        `there are ${images.length} values, expected a positive multiple of ${size}`,
    );
  }
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(
      `Cannot draw "${title}" in ${columns} columns: expected a positive whole number`,
    );
  }
  return images.length / size;
}

/** True where channels are neither grey nor colours. */
function hasRows([, , channels = 1]: Shape): boolean {
  return channels !== 1 && channels !== 3;
}

function captionOf({ caption = "", shape, isSigned }: SheetFigure, count: number): string {
  const scale = hasRows(shape)
    ? "its largest absolute value in any channel is black or white"
    : shape[2] === 3
    ? "its largest absolute value is a colour at its darkest or brightest"
    : "its largest absolute value is black or white";
  return [
    sentence(caption),
    `${describe(count)} of shape ${formatShape(shape)}${
      hasRows(shape) ? ", the channels of each side by side" : ""
    }.`,
    isSigned ? `Zero is mid grey, and each is scaled on its own: ${scale}.` : "",
  ].filter((text) => text !== "").join(" ");
}

function describe(count: number): string {
  return count === 1 ? "1 image" : `${count.toLocaleString("en")} images`;
}

/** All images on one sheet. */
function grid({ title, images, shape, columns }: SheetFigure, count: number): Content {
  const scale = wholeScale(shape, SIDE);
  // Where pixels are large, images need more than a hair between them.
  const gap = Math.max(2, Math.round(0.4 * scale));
  const most = Math.max(1, Math.floor((PAGE_WIDTH + gap) / (shape[1] * scale + gap)));
  const alt = `${title}: ${describe(count)}`;
  return drawTiles(images, {
    shape,
    scale,
    gap,
    columns: columns ?? evenColumns(count, most),
    alt,
  });
}

/** A small sheet for each image, its channels on one row where they find room. */
function rows({ title, images, shape }: SheetFigure, count: number): Content {
  const [height, width, channels] = shape;
  const gap = 2, plane = height * width;
  const most = Math.floor((PAGE_WIDTH + gap) / (Math.max(LEAST_SIDE, width) + gap));
  const columns = Math.ceil(channels / Math.ceil(channels / Math.max(1, most)));
  const fitting = Math.floor(((PAGE_WIDTH + gap) / columns - gap) / width);
  const scale = Math.max(1, Math.min(wholeScale([height, width], CHANNEL_SIDE), fitting));
  const strips = Array.from({ length: count }, (_, i) => {
    const image = images.subarray(i * plane * channels, (i + 1) * plane * channels);
    const apart = image.map((_, j) => image[(j % plane) * channels + Math.floor(j / plane)]);
    const alt = `${title}: the ${channels} channels of image ${i + 1} of ${count}`;
    return drawTiles(apart, { shape: [height, width], scale, gap, columns, alt });
  });
  return element("div", { class: "strips" }, strips);
}

function wholeScale(shape: Shape, side: number): number {
  return Math.min(LARGEST_SCALE, Math.max(1, Math.floor(displaySize(shape, side).scale)));
}

/** The most columns, of those that fill three quarters of the page, that leave the fewest places empty. */
function evenColumns(count: number, most: number): number {
  if (count <= most) return count;
  const empty = (columns: number) => Math.ceil(count / columns) * columns - count;
  let best = most;
  for (let columns = most; columns >= 0.75 * most; columns--) {
    if (empty(columns) < empty(best)) best = columns;
  }
  return best;
}
