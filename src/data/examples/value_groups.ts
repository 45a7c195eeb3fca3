import { type ColumnEncoding, tableColumns } from "./column_encoding.ts";
import type { Examples } from "./data_set.ts";

/** Values of an example that stand side by side, and what they are. */
export interface ValueGroup {
  /** Numbers; 0 or 1; or one value for each word, of which one is 1. */
  readonly kind: "number" | "binary" | "words";
  /** The place of the first value, and the number of them. */
  readonly from: number;
  readonly size: number;
}

/**
 * The groups of the values of examples [D], in their order: each column of a table by its encoding, and
 * numbers that are all 0 or 1, with both among them, as binary ones. Missing values are passed over.
 */
export function valueGroups(
  examples: Examples,
  { columns, encodings }: {
    readonly columns?: readonly string[];
    readonly encodings?: readonly ColumnEncoding[];
  } = {},
): readonly ValueGroup[] {
  const names = columns ?? Array.from({ length: examples.shape[0] }, (_, at) => `${at}`);
  return tableColumns(names, encodings).map(({ encoding, from, size }) => ({
    kind: encoding?.kind === "words"
      ? "words"
      : encoding?.kind === "truth" || encoding?.kind === "missing" || isBinary(examples, from)
      ? "binary"
      : "number",
    from,
    size,
  }));
}

function isBinary({ shape: [width], values }: Examples, column: number): boolean {
  const isByte = values instanceof Uint8Array, one = isByte ? 255 : 1;
  let zeros = 0, ones = 0;
  for (let i = column; i < values.length; i += width) {
    if (values[i] === 0) zeros++;
    else if (values[i] === one) ones++;
    else if (!Number.isNaN(values[i])) return false;
  }
  return zeros > 0 && ones > 0;
}
