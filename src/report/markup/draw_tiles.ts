import { type Shape, sizeOf } from "../../core/shape.ts";
import { element, type Markup } from "../../plots/element.ts";
import { encodeImageSheet, pngUrl } from "../../plots/png.ts";
import { tile } from "../../plots/tile.ts";

/** The layout of images on a sheet. */
export interface Tiles {
  readonly shape: Shape;
  /** The pixels of the page, wide and high, that each pixel takes: a positive whole number. */
  readonly scale: number;
  /** Pixels of the page between images. */
  readonly gap: number;
  readonly columns: number;
  /** A description, for those who cannot see them. */
  readonly alt: string;
}

/** Draws images [N, …shape] in [0, 1] as one enlarged sheet, at its own size where the page has room. */
export function drawTiles(
  images: Float32Array,
  { shape, scale, gap, columns, alt }: Tiles,
): Markup {
  const { width, height, channels } = tile(shape);
  const rows = Math.ceil(images.length / sizeOf(shape) / columns);
  const png = encodeImageSheet({
    images: enlarge(images, { width, channels, scale }),
    shape: [height * scale, width * scale, channels],
    columns,
    gap,
  });
  return element("img", {
    class: "tiles",
    src: pngUrl(png),
    alt,
    width: columns * (width * scale + gap) - gap,
    height: rows * (height * scale + gap) - gap,
  });
}

/** Lines of pixels [N H, W, channels] with each pixel repeated, so that gaps keep their width. */
function enlarge(
  images: Float32Array,
  { width, channels, scale }: { width: number; channels: number; scale: number },
): Float32Array {
  if (scale === 1) return images;
  const line = width * channels, wide = line * scale;
  const large = new Float32Array(images.length * scale * scale);
  for (let row = 0; row < images.length / line; row++) {
    const top = row * scale * wide;
    for (let x = 0; x < width * scale; x++) {
      const from = row * line + Math.floor(x / scale) * channels;
      for (let c = 0; c < channels; c++) large[top + x * channels + c] = images[from + c];
    }
    for (let copy = 1; copy < scale; copy++) {
      large.copyWithin(top + copy * wide, top, top + wide);
    }
  }
  return large;
}
