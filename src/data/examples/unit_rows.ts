import { sizeOf } from "../../core/shape.ts";
import { gatherBatch } from "./batches.ts";
import type { Examples } from "./data_set.ts";

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
  const size = sizeOf(examples.shape);
  const values = new Float32Array(examples.count * size);
  gatherBatch(examples, Uint32Array.from({ length: examples.count }, (_, i) => i), { out: values });
  for (let from = 0; from < values.length; from += size) {
    const row = values.subarray(from, from + size);
    let sum = 0;
    for (let i = 0; i < size; i++) sum += row[i] * row[i];
    const norm = sum > 0 ? Math.sqrt(sum) : 1;
    for (let i = 0; i < size; i++) row[i] /= norm;
  }
  return { ...examples, values };
}
