import { type Shape, sizeOf } from "../core/shape.ts";

/**
 * Weights [N, …shape] as images in [0, 1] of the same shape: 0.5 + w / (2 max |w|), so that zero is
 * mid grey and the largest absolute value of each image is black or white.
 */
export function signedImages(weights: Float32Array, shape: Shape): Float32Array {
  const size = sizeOf(shape);
  const images = new Float32Array(weights.length);
  for (let start = 0; start < weights.length; start += size) {
    const image = weights.subarray(start, start + size);
    const most = image.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    for (let i = 0; i < size; i++) images[start + i] = 0.5 + image[i] / (2 * most || 1);
  }
  return images;
}
