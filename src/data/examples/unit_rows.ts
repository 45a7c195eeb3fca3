import { type NdArray, ndArray, rowsOf } from "../../core/nd_array.ts";
import { mapSparseRows, sparseRow } from "./sparse/sparse_rows.ts";
import type { Examples } from "./data_set.ts";
import { isDense } from "./sparse/dense_examples.ts";
import { wholeBatch } from "./example_batch.ts";

/**
 * Examples each of which is divided by its norm; those of zeros stay as they are.
 *
 * @example
 * ```ts
 * import { unitRows } from "isthmus";
 *
 * const examples = { shape: [2], count: 2, values: Float32Array.of(3, 4, 0, 0) };
 * assertEquals(unitRows(examples).values, Float32Array.of(0.6, 0.8, 0, 0));
 * ```
 */
export function unitRows(examples: Examples): Examples {
  const { values } = examples;
  if (!isDense(values)) {
    const norms = Float64Array.from(
      { length: examples.count },
      (_, row) => normOf(sparseRow(values, row).entries),
    );
    return { ...examples, values: mapSparseRows(values, (entry, row) => entry / norms[row]) };
  }
  return { ...examples, values: unitPoints(rowsOf(wholeBatch(examples))).values };
}

/** Points [N, D], each divided by its norm, which leaves their directions; those of zeros stay as they are. */
export function unitPoints({ shape, values }: NdArray): NdArray {
  const [, size] = shape, unit = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += size) {
    const norm = normOf(values.subarray(from, from + size));
    for (let i = from; i < from + size; i++) unit[i] = values[i] / norm;
  }
  return ndArray(shape, unit);
}

/** The norm of a row; 1 for one of zeros. */
function normOf(row: Float32Array): number {
  let sum = 0;
  for (const value of row) sum += value * value;
  return sum > 0 ? Math.sqrt(sum) : 1;
}
