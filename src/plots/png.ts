import { encodeBase64 } from "../core/encoding/base64.ts";
import { encode } from "fast-png";
import { formatShape, type Shape, sizeOf } from "../core/shape.ts";
import { greyRange, tile } from "./tile.ts";

/** Images to lay out on a grid. */
export interface ImageSheet {
  /** Row-major, [N, …shape]: bytes, or floats of which `range` runs from black to white. */
  readonly images: Float32Array | Uint8Array;
  /** The shape of one image: `[H, W]`, `[H, W, K]`, or `[D]` for a vector. */
  readonly shape: Shape;
  readonly columns: number;
  /** The place of each image, counted row by row from 0, so that some stay empty; one after the other unless given. */
  readonly places?: readonly number[];
  /** Transparent pixels between images: 1 unless given. */
  readonly gap?: number;
  /** The width and height that each pixel becomes, in pixels: 1 unless given. */
  readonly scale?: number;
  /** The floats that become black and white: [0, 1] for images, from least to greatest for vectors. */
  readonly range?: readonly [number, number];
}

/**
 * Draws images side by side, row by row, and returns the bytes of a PNG file.
 *
 * Three channels are red, green and blue; any other number is averaged to grey. What is not an image
 * is drawn as a nearly square grid of its values, in their order. Throws a RangeError when the values
 * are not whole images, or when a size is not a positive integer.
 */
export function encodeImageSheet(sheet: ImageSheet): Uint8Array<ArrayBuffer> {
  const { images, shape, columns, places, gap = 1, scale = 1 } = sheet;
  const size = sizeOf(shape);
  const count = size > 0 ? images.length / size : NaN;
  check(sheet, count);
  const placeOf = (image: number) => places?.[image] ?? image;
  const last = places ? Math.max(-1, ...places) : count - 1;
  const rows = Math.max(1, Math.ceil((last + 1) / columns));
  const { height, width, channels } = tile(shape);
  const [low, high] = sheet.range ?? greyRange(images, shape);
  const colours = channels === 3 ? 3 : 1;
  const sheetWidth = (columns * (width + gap) - gap) * scale;
  const sheetHeight = (rows * (height + gap) - gap) * scale;
  // Transparent until drawn on: colours, then opacity.
  const data = new Uint8Array(sheetWidth * sheetHeight * (colours + 1));
  const level = (at: number) =>
    images instanceof Uint8Array ? images[at] : 255 * (images[at] - low) / ((high - low) || 1);
  const pixel = new Uint8ClampedArray(colours + 1).fill(255);
  for (let i = 0; i < count; i++) {
    const place = placeOf(i), left = (place % columns) * (width + gap);
    const top = Math.floor(place / columns) * (height + gap);
    for (let p = 0; p < size / channels; p++) {
      const from = i * size + p * channels;
      if (colours === 3) {
        for (let c = 0; c < 3; c++) pixel[c] = level(from + c);
      } else {
        let sum = 0;
        for (let c = 0; c < channels; c++) sum += level(from + c);
        pixel[0] = sum / channels;
      }
      const x = (left + p % width) * scale, y = (top + Math.floor(p / width)) * scale;
      for (let dy = 0; dy < scale; dy++) {
        for (let dx = 0; dx < scale; dx++) {
          data.set(pixel, ((y + dy) * sheetWidth + x + dx) * (colours + 1));
        }
      }
    }
  }
  const png = encode({
    width: sheetWidth,
    height: sheetHeight,
    data,
    channels: colours + 1,
    depth: 8,
  });
  return new Uint8Array(png);
}

/** The bytes of a PNG file as an address that a page can hold. */
export function pngUrl(png: Uint8Array): string {
  return `data:image/png;base64,${encodeBase64(png)}`;
}

function check(
  { images, shape, columns, gap = 1, scale = 1 }: ImageSheet,
  count: number,
): void {
  if (!Number.isInteger(count)) {
    throw new RangeError(
      `Cannot draw ${images.length} values as images of shape ${
        formatShape(shape)
      }: expected a multiple of ${sizeOf(shape)}`,
    );
  }
  for (
    const [name, value, least] of [
      ["columns", columns, 1],
      ["gap", gap, 0],
      ["scale", scale, 1],
    ] as const
  ) {
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(
        `Cannot draw a sheet with ${name} ${value}: expected a whole number from ${least}`,
      );
    }
  }
}
