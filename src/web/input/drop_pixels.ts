import type { Rng } from "../../core/rng.ts";

/**
 * An image [pixels, channels] in which a share in [0, 1] of the pixels, drawn from `rng`, is 0.
 *
 * Draws from the same stream are nested: what is dropped at a share is dropped at every larger one.
 */
export function dropPixels(
  values: Float32Array,
  { share, channels, rng }: { share: number; channels: number; rng: Rng },
): Float32Array<ArrayBuffer> {
  const dropped = Float32Array.from(values);
  const pixels = values.length / channels;
  for (const pixel of rng.permutation(pixels).subarray(0, Math.round(share * pixels))) {
    dropped.fill(0, pixel * channels, (pixel + 1) * channels);
  }
  return dropped;
}
