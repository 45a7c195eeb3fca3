import { type ColumnEncoding, tableColumns } from "./column_encoding.ts";
import type { Examples } from "./data_set.ts";
import { heldValues, isDense } from "./sparse/dense_examples.ts";

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
  const isBinary = binaryColumns(examples);
  return tableColumns(names, encodings).map(({ encoding, from, size }) => ({
    kind: encoding?.kind === "words"
      ? "words"
      : encoding?.kind === "truth" || encoding?.kind === "missing" || isBinary[from]
      ? "binary"
      : "number",
    from,
    size,
  }));
}

/** For each value, whether it is 0 in some examples and 1 in all others; missing ones are passed over. */
function binaryColumns(examples: Examples): readonly boolean[] {
  const { shape: [width], count, values } = examples;
  const held = heldValues(examples), one = held instanceof Uint8Array ? 255 : 1;
  const ones = new Uint32Array(width), zeros = new Uint32Array(width).fill(count);
  const others = new Uint8Array(width);
  held.forEach((value, at) => {
    if (value === 0) return;
    const column = isDense(values) ? at % width : values.columns[at];
    zeros[column]--;
    if (value === one) ones[column]++;
    else if (!Number.isNaN(value)) others[column] = 1;
  });
  return Array.from(ones, (there, column) => there > 0 && zeros[column] > 0 && !others[column]);
}
