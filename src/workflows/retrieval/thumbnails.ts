import { pictureValues } from "../../core/own_units.ts";
import type { PreprocessorConfig } from "../../core/preprocessor/preprocessor.ts";
import type { Shape } from "../../core/shape.ts";
import { fitImage } from "../../data/mod.ts";

/** Pictures [N, h, w, k] of examples that are images, k being 1 or 3. */
export interface Thumbnails {
  readonly shape: Shape;
  readonly values: Uint8Array<ArrayBuffer>;
}

/** The most pixels of a side. */
const SIDE = 64;

/** Images [B, …inputShape] of a model, some at a time: all at once as floats would take much memory. */
type Parts = Iterable<{ readonly values: Float32Array }>;

/**
 * The values of images that are drawn black and white: 0 and 1, or those that scaled images leave them for,
 * once the scale is undone.
 */
export function thumbnailRange(
  parts: Parts,
  { scaling }: Pick<PreprocessorConfig, "scaling">,
): readonly [number, number] {
  if (!scaling) return [0, 1];
  let low = 0, high = 1;
  for (const { values } of parts) {
    for (const value of pictureValues(values, { scaling })) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/**
 * Draws `count` images of a model as bytes, in the units of its data, at most 64 × 64: larger ones by means
 * over areas; of channels that are no colours the mean.
 */
export function thumbnails(
  parts: Parts,
  { count, inputShape: [height, width, channels = 1], scaling, range: [low, high] }:
    & Pick<PreprocessorConfig, "inputShape" | "scaling">
    & { readonly count: number; readonly range: readonly [number, number] },
): Thumbnails {
  const size = height * width * channels, colours = channels === 3 ? 3 : 1;
  const shrink = Math.min(1, SIDE / Math.max(height, width));
  const [h, w] = [height, width].map((side) => Math.max(1, Math.round(shrink * side)));
  const own = h * w * colours, drawn = new Uint8Array(count * own);
  let at = 0;
  for (const { values } of parts) {
    const raw = pictureValues(values, scaling ? { scaling } : {});
    for (let from = 0; from < raw.length; from += size, at++) {
      const image = bytesOf(raw.subarray(from, from + size));
      const fitted = fitImage({ shape: [height, width, colours], values: image }, {
        size: [h, w],
        fit: "stretch",
      });
      drawn.set(fitted.values, at * own);
    }
  }
  return { shape: [count, h, w, colours], values: drawn };

  function bytesOf(image: Float32Array): Uint8Array<ArrayBuffer> {
    const level = (value: number) =>
      Math.min(255, Math.max(0, Math.round(255 * (value - low) / (high - low))));
    if (colours === channels) return Uint8Array.from(image, level);
    return Uint8Array.from({ length: height * width }, (_, pixel) => {
      const own = image.subarray(pixel * channels, (pixel + 1) * channels);
      return level(own.reduce((sum, value) => sum + value, 0) / channels);
    });
  }
}
