import { fillSparseRow } from "./sparse_rows.ts";
import { sizeOf } from "../../../core/shape.ts";
import type { DenseExamples, Examples } from "../data_set.ts";

/**
 * Examples all of whose values are held: themselves, or a copy of those that are held as sparse rows, which
 * takes 4 bytes for each of `count × sizeOf(shape)` values.
 *
 * @example
 * ```ts
 * import { countWords, denseExamples } from "isthmus";
 *
 * const words = { vocabulary: ["sea", "sky", "sun"], weights: "counts" } as const;
 * const { values } = denseExamples(countWords(["the sun, the sea and the sea"], words));
 * assertEquals(values, Float32Array.of(2 / 3, 0, 1 / 3));
 * ```
 */
export function denseExamples(examples: Examples): DenseExamples {
  const { values, shape, count } = examples;
  if (isDense(values)) return { ...examples, values };
  const size = sizeOf(shape), all = new Float32Array(count * size);
  for (let row = 0; row < count; row++) {
    fillSparseRow(values, row, all.subarray(row * size, (row + 1) * size));
  }
  return { ...examples, values: all };
}

/**
 * The values that are held: all of them, or those of sparse rows that are not 0, for whoever asks nothing of
 * a 0 or of a value's place.
 */
export function heldValues({ values }: Examples): DenseExamples["values"] {
  return isDense(values) ? values : values.entries;
}

/** True for an example all of whose values are 0, such as a text without any of the words that are counted. */
export function isZero({ values, shape }: Examples, example: number): boolean {
  if (!isDense(values)) return values.starts[example] === values.starts[example + 1];
  const size = sizeOf(shape);
  return values.subarray(example * size, (example + 1) * size).every((value) => value === 0);
}

/** True for values of which all are held. */
export function isDense(values: Examples["values"]): values is DenseExamples["values"] {
  return values instanceof Uint8Array || values instanceof Float32Array;
}
