import type { Shape } from "../../core/shape.ts";

/** A change of one picture: it is mirrored, then turned, then moved; its values are multiplied. */
export interface PictureChange {
  /** True where left becomes right. */
  readonly isMirrored: boolean;
  /** True where top becomes bottom. */
  readonly isUpsideDown: boolean;
  /** The turn about the middle in degrees, against the clock. */
  readonly turn: number;
  /** The way down in pixels. */
  readonly down: number;
  /** The way to the right in pixels. */
  readonly right: number;
  /** The number that all values are multiplied by. */
  readonly gain: number;
}

/** The change that changes nothing. */
export const UNCHANGED: PictureChange = {
  isMirrored: false,
  isUpsideDown: false,
  turn: 0,
  down: 0,
  right: 0,
  gain: 1,
};

/**
 * Writes a changed picture [H, W, K] into another array. What comes from outside of the picture is its
 * nearest pixel, and what comes from between pixels is interpolated from the four around it (bilinear),
 * once: without a turn, pixels are copied as they are.
 */
export function changePicture(
  from: Float32Array,
  to: Float32Array,
  { shape: [height, width, channels], change }: { shape: Shape; change: PictureChange },
): void {
  const { isMirrored, isUpsideDown, turn, down, right, gain } = change;
  const angle = turn * Math.PI / 180, cos = Math.cos(angle), sin = Math.sin(angle);
  const middleY = (height - 1) / 2, middleX = (width - 1) / 2;
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let y = row - down, x = column - right;
      if (turn !== 0) {
        const dy = y - middleY, dx = x - middleX;
        y = middleY + dx * sin + dy * cos;
        x = middleX + dx * cos - dy * sin;
      }
      y = Math.min(Math.max(isUpsideDown ? height - 1 - y : y, 0), height - 1);
      x = Math.min(Math.max(isMirrored ? width - 1 - x : x, 0), width - 1);
      const top = Math.floor(y), left = Math.floor(x), below = y - top, beside = x - left;
      const a = (top * width + left) * channels;
      const toRight = left + 1 < width ? channels : 0;
      const toBottom = top + 1 < height ? width * channels : 0;
      for (let k = a; k < a + channels; k++) {
        const upper = from[k] + beside * (from[k + toRight] - from[k]);
        const lower = from[k + toBottom] +
          beside * (from[k + toBottom + toRight] - from[k + toBottom]);
        to[at++] = gain * (upper + below * (lower - upper));
      }
    }
  }
}
