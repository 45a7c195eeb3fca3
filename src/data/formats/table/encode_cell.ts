import type { ColumnEncoding } from "../../examples/column_encoding.ts";
import { canonicalLabel, type Decimal, isMissing, isNoWord, numberIn, truthIn } from "./cells.ts";
import { daysIn } from "./date_cells.ts";

/** The way from the cells of a column to values. */
export interface CellEncoder {
  /** The number of values that a cell gives. */
  readonly size: number;
  /** Puts the values of a cell at a place of a row, NaN for none; false where there is none. */
  encode(cell: string, row: Float32Array, from: number): boolean;
  /** True for a cell that is empty, or says so. */
  isMissing(cell: string): boolean;
}

/** The encoder of a column of numbers, or of one with another encoding. */
export function cellEncoder(encoding: ColumnEncoding | undefined, decimal: Decimal): CellEncoder {
  if (encoding?.kind === "words") return wordEncoder(encoding.words, decimal);
  const valueIn = encoding === undefined
    ? (cell: string) => numberIn(cell, decimal)
    : encoding.kind === "date"
    ? daysSince(encoding)
    : truthIn;
  return {
    size: 1,
    encode: (cell, row, from) => Number.isFinite(row[from] = valueIn(cell)),
    isMissing,
  };
}

function daysSince(
  { since, order }: Extract<ColumnEncoding, { kind: "date" }>,
): (cell: string) => number {
  const start = daysIn(since);
  return (cell) => daysIn(cell, order) - start;
}

function wordEncoder(words: readonly string[], decimal: Decimal): CellEncoder {
  const places = new Map(words.map((word, place) => [word, place]));
  return {
    size: words.length,
    encode(cell, row, from) {
      const place = places.get(cell.trim()) ?? places.get(canonicalLabel(cell, decimal));
      row.fill(place === undefined ? NaN : 0, from, from + words.length);
      if (place !== undefined) row[from + place] = 1;
      return place !== undefined;
    },
    isMissing: isNoWord,
  };
}
