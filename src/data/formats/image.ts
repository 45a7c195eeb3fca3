import type { Shape } from "../../core/shape.ts";

/** One decoded image. */
export interface Image {
  /** `[H, W, 1]` for grey, `[H, W, 3]` for red, green and blue. */
  readonly shape: Shape;
  /** Row-major, one byte for each value. */
  readonly values: Uint8Array<ArrayBuffer>;
}

/** Images of more pixels than this are refused unless the caller allows more: 4096 × 4096. */
export const LARGEST_IMAGE = 4096 * 4096;
