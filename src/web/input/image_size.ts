import { formatShape, type Shape } from "../../core/shape.ts";

/** The sizes of a picture. */
export interface ImageSize {
  /** Rows. */
  readonly height: number;
  /** Columns. */
  readonly width: number;
  /** 1 for grey, 3 for red, green and blue. */
  readonly channels: 1 | 3;
}

/**
 * The sizes of the pictures of a model, [H, W], [H, W, 1] or [H, W, 3].
 *
 * Throws a RangeError for another shape.
 */
export function imageSize(inputShape: Shape): ImageSize {
  const [height, width, channels = 1] = inputShape;
  if (inputShape.length < 2 || inputShape.length > 3 || (channels !== 1 && channels !== 3)) {
    throw new RangeError(
      `Cannot take inputs of shape ${
        formatShape(inputShape)
      } for images: expected [H, W], [H, W, 1] or [H, W, 3]`,
    );
  }
  return { height, width, channels };
}
