import { sizeOf } from "../../core/shape.ts";
import { fillSparseRow } from "./sparse/sparse_rows.ts";
import type { Examples } from "./data_set.ts";
import { isDense } from "./sparse/dense_examples.ts";

/** The value of each byte, value / 255 rounded once: a look-up is faster than a division. */
const UNIT = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/**
 * The chosen examples as one batch [B, D] of floats, D = sizeOf(shape); bytes become value / 255.
 *
 * `out`, where given, is overwritten with the batch and returned, so that a walk over all
 * examples in blocks allocates one; without it the batch is a new array. Throws a RangeError when an
 * index is not that of an example or when `out` has another size.
 *
 * @example
 * ```ts
 * import { gatherBatch } from "isthmus";
 *
 * const examples = { shape: [2], count: 3, values: Uint8Array.of(0, 255, 51, 0, 0, 0) };
 * assertEquals(gatherBatch(examples, [1, 0]), Float32Array.of(0.2, 0, 0, 1));
 * ```
 */
export function gatherBatch(
  { shape, count, values }: Examples,
  indices: ArrayLike<number>,
  { out }: { out?: Float32Array<ArrayBuffer> } = {},
): Float32Array<ArrayBuffer> {
  const size = sizeOf(shape);
  const batch = out ?? new Float32Array(indices.length * size);
  if (batch.length !== indices.length * size) {
    throw new RangeError(
      `Cannot gather ${indices.length} examples of ${size} values into an array of ${batch.length}`,
    );
  }
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row];
    if (!(Number.isInteger(index) && index >= 0 && index < count)) {
      throw new RangeError(`Cannot gather example ${index}: expected an index below ${count}`);
    }
    const from = index * size;
    if (!isDense(values)) {
      fillSparseRow(values, index, batch.subarray(row * size, (row + 1) * size));
    } else if (values instanceof Uint8Array) {
      for (let i = 0, to = row * size; i < size; i++, to++) batch[to] = UNIT[values[from + i]];
    } else {
      batch.set(values.subarray(from, from + size), row * size);
    }
  }
  return batch;
}
