import { sizeOf } from "../../core/shape.ts";
import type { Examples } from "../../data/mod.ts";

/** Images that stand in rows: [rows · columns, …shape]. */
export interface ImageRows {
  readonly images: Float32Array;
  readonly columns: number;
}

/** Joins the rows of several sheets of as many rows, from left to right. */
export function joinRows(
  parts: readonly ImageRows[],
  { shape }: Pick<Examples, "shape">,
): ImageRows {
  const size = sizeOf(shape), columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const rows = parts[0].images.length / (parts[0].columns * size);
  const images = new Float32Array(rows * columns * size);
  let left = 0;
  for (const part of parts) {
    const width = part.columns * size;
    for (let row = 0; row < rows; row++) {
      images.set(
        part.images.subarray(row * width, (row + 1) * width),
        (row * columns + left) * size,
      );
    }
    left += part.columns;
  }
  return { images, columns };
}

/** Puts sheets of as many columns under each other. */
export function stackRows(parts: readonly ImageRows[]): ImageRows {
  const images = new Float32Array(parts.reduce((sum, part) => sum + part.images.length, 0));
  let top = 0;
  for (const part of parts) {
    images.set(part.images, top);
    top += part.images.length;
  }
  return { images, columns: parts[0].columns };
}
