import type { Shape } from "../../core/shape.ts";
import { greyRange, tile } from "../../plots/tile.ts";

/**
 * Paints one example into the bytes of its `tile`, [height, width, 4]: red, green, blue, opacity.
 *
 * Three channels are colours, any other number is averaged to grey. Values from 0 to 1 run from black
 * to white in images, from the least to the greatest in vectors; pixels past a vector's end are left.
 */
export function paintPixels(
  values: ArrayLike<number>,
  { shape, into }: { shape: Shape; into: Uint8ClampedArray },
): void {
  const { channels } = tile(shape), [low, high] = greyRange(values, shape);
  const scale = 255 / ((high - low) || 1);
  for (let from = 0, to = 0; from < values.length; from += channels, to += 4) {
    if (channels === 3) {
      for (let c = 0; c < 3; c++) into[to + c] = scale * (values[from + c] - low);
    } else {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += values[from + c];
      into[to] = into[to + 1] = into[to + 2] = scale * (sum / channels - low);
    }
    into[to + 3] = 255;
  }
}
