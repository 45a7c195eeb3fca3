import { type Shape, sizeOf } from "../core/shape.ts";

/**
 * The size of one example as it is drawn, in pixels: an image as it is, anything else as a nearly
 * square grid of its values, in their order.
 */
export function tile(shape: Shape): { height: number; width: number; channels: number } {
  if (isImage(shape)) return { height: shape[0], width: shape[1], channels: shape[2] ?? 1 };
  const width = Math.ceil(Math.sqrt(sizeOf(shape)));
  return { height: Math.ceil(sizeOf(shape) / width), width, channels: 1 };
}

/** The values that become black and white: [0, 1] for images, from least to greatest for vectors. */
export function greyRange(values: ArrayLike<number>, shape: Shape): readonly [number, number] {
  if (isImage(shape)) return [0, 1];
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return [low, high];
}

function isImage(shape: Shape): boolean {
  return shape.length === 2 || shape.length === 3;
}
