import type { Shape } from "../../core/shape.ts";
import { element, type Markup } from "../../plots/element.ts";
import { encodeImageSheet, pngUrl } from "../../plots/png.ts";
import { displaySize } from "./display_size.ts";

/** One image of a report. */
export interface Picture {
  /** A description, for those who cannot see it. */
  readonly alt: string;
  readonly shape: Shape;
  /** The values that are drawn black and white. */
  readonly range: readonly [number, number];
  /** The length of its longer side, about, in pixels of the page. */
  readonly side: number;
}

/** Shows one image, each of its pixels a whole number of the page's. */
export function picture(image: Float32Array, { alt, shape, range, side }: Picture): Markup {
  const png = encodeImageSheet({ images: image, shape, columns: 1, range });
  const { width, height } = displaySize(shape, side);
  return element("img", { src: pngUrl(png), alt, width, height });
}
