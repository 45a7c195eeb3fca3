import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import { gatherBatch } from "./batches.ts";
import type { Examples } from "./data_set.ts";

/** The mean of the examples as the model sees them, one example large; summed in 64 bits. */
export function meanExample(examples: Examples): NdArray {
  const sum = new Float64Array(sizeOf(examples.shape));
  for (let i = 0; i < examples.count; i++) {
    gatherBatch(examples, [i]).forEach((value, j) => sum[j] += value);
  }
  return { shape: examples.shape, values: Float32Array.from(sum, (s) => s / examples.count) };
}
