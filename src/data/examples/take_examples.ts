import { sizeOf } from "../../core/shape.ts";
import { takeSparseRows } from "./sparse/sparse_rows.ts";
import type { DenseExamples, Examples } from "./data_set.ts";
import { isDense } from "./sparse/dense_examples.ts";

/**
 * The chosen examples, in the order of the indices, as a copy of the same kind of values.
 *
 * Throws a RangeError when an index is not that of an example.
 */
export function takeExamples(examples: DenseExamples, indices: ArrayLike<number>): DenseExamples;
/** The same for examples of which some may be held as sparse rows. */
export function takeExamples(examples: Examples, indices: ArrayLike<number>): Examples;
export function takeExamples(examples: Examples, indices: ArrayLike<number>): Examples {
  const { shape, count, values, labels, ids, lengths, quotes } = examples;
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row];
    if (!(Number.isInteger(index) && index >= 0 && index < count)) {
      throw new RangeError(`Cannot take example ${index}: expected an index below ${count}`);
    }
  }
  return {
    shape,
    count: indices.length,
    values: isDense(values)
      ? takeRows(values, indices, sizeOf(shape))
      : takeSparseRows(values, indices),
    ...(labels && { labels: Int32Array.from(indices, (index) => labels[index]) }),
    ...(ids && { ids: Array.from(indices, (index) => ids[index]) }),
    ...(lengths && { lengths: Uint32Array.from(indices, (index) => lengths[index]) }),
    ...(quotes && { quotes: Array.from(indices, (index) => quotes[index]) }),
  };
}

function takeRows(
  values: DenseExamples["values"],
  indices: ArrayLike<number>,
  size: number,
): DenseExamples["values"] {
  const taken = values instanceof Uint8Array
    ? new Uint8Array(indices.length * size)
    : new Float32Array(indices.length * size);
  for (let row = 0; row < indices.length; row++) {
    taken.set(values.subarray(indices[row] * size, (indices[row] + 1) * size), row * size);
  }
  return taken;
}
