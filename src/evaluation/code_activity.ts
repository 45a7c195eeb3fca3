import type { NdArray } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import { consecutiveBatches, type ExampleBatch, type Examples } from "../data/mod.ts";

/** How large the entries of codes are, over a set of examples. */
export interface CodeActivity {
  /** The mean of all entries of all codes. */
  readonly mean: number;
  /** The mean of their absolute values. */
  readonly size: number;
  /** The mean of each entry. */
  readonly entryMeans: Float64Array;
}

const BATCH_SIZE = 250;

/** Averages the codes [B, …] of examples, from whichever model or runtime. Summed in 64 bits. */
export async function codeActivity(
  examples: Examples,
  encode: (batch: ExampleBatch) => Promise<NdArray>,
): Promise<CodeActivity> {
  let sums = new Float64Array(0), sizes = 0;
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const { shape, values } = await encode(batch);
    const size = sizeOf(shape.slice(1));
    if (sums.length === 0) sums = new Float64Array(size);
    values.forEach((value, i) => {
      sums[i % size] += value;
      sizes += Math.abs(value);
    });
  }
  const entryMeans = sums.map((sum) => sum / examples.count);
  return {
    mean: entryMeans.reduce((sum, mean) => sum + mean, 0) / entryMeans.length,
    size: sizes / (examples.count * entryMeans.length),
    entryMeans,
  };
}
