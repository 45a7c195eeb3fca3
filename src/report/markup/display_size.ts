import type { Shape } from "../../core/shape.ts";
import { tile } from "../../plots/tile.ts";

/** The width of a report, in pixels of the page. */
export const PAGE_WIDTH = 992;

/** The size at which an image is shown, in pixels of the page. */
export interface DisplaySize {
  readonly width: number;
  readonly height: number;
  /** The pixels of the page, wide and high, that a pixel of the image takes. */
  readonly scale: number;
}

/**
 * The size at which an image of this shape is shown so that its longer side comes near to `side`
 * pixels: a whole number of pixels for each of its own, because uneven ones look like a pattern. Only
 * images of more than one and a half times `side` are made smaller.
 */
export function displaySize(shape: Shape, side: number): DisplaySize {
  const { width, height } = tile(shape);
  const longer = Math.max(width, height);
  const scale = longer > 1.5 * side ? side / longer : Math.max(1, Math.round(side / longer));
  return { width: Math.round(width * scale), height: Math.round(height * scale), scale };
}
