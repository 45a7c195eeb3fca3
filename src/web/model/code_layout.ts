import { type Shape, sizeOf } from "../../core/shape.ts";

/** The arrangement of the values of a code in a picture of it. */
export interface CodeLayout {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** The place of value i: its row times the columns, plus its column. */
  at(index: number): number;
}

/**
 * A nearly square arrangement of a code: of a code [H, W, C] the C maps [H, W] beside and below each
 * other, one clear pixel between them; of any other its values in rows.
 */
export function codeLayout(codeShape: Shape): CodeLayout {
  const [rows, columns, maps] = codeShape.length === 3 ? codeShape : [1, 1, sizeOf(codeShape)];
  const gap = rows * columns > 1 ? 1 : 0;
  const across = Math.min(
    maps,
    Math.ceil(Math.sqrt(maps * (rows + gap) / (columns + gap))),
  );
  const width = across * (columns + gap) - gap;
  return {
    width,
    height: Math.ceil(maps / across) * (rows + gap) - gap,
    at(index) {
      const map = index % maps, place = Math.floor(index / maps);
      const y = Math.floor(map / across) * (rows + gap) + Math.floor(place / columns);
      return y * width + map % across * (columns + gap) + place % columns;
    },
  };
}
