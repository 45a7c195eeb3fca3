import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type ExampleBatch, type Examples } from "../../data/mod.ts";

/** The activity of the entries of codes, over a set of examples. */
export interface CodeStatistics {
  /** The number of entries of a code that are not 0, averaged over the examples (L0). */
  readonly active: number;
  /** The share of the examples in whose code each entry is not 0: its firing rate. */
  readonly rates: Float32Array;
  /** The mean of all entries of all codes. */
  readonly mean: number;
  /** The mean of their absolute values. */
  readonly meanSize: number;
  /** The mean of each entry. */
  readonly entryMeans: Float64Array;
}

/** Codes [B, …] are as large as inputs at most in dense models and far larger in sparse ones. */
const BATCH_SIZE = 250;

/**
 * Counts which entries fire in the codes of examples, and averages them, from whichever model or
 * runtime. Summed in 64 bits.
 */
export async function codeStatistics(
  examples: Examples,
  encode: (batch: ExampleBatch) => Promise<NdArray>,
): Promise<CodeStatistics> {
  let fired = new Float64Array(0), sums = new Float64Array(0), sizes = 0;
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const { shape, values } = await encode(batch);
    const size = sizeOf(shape.slice(1));
    if (fired.length === 0) [fired, sums] = [new Float64Array(size), new Float64Array(size)];
    values.forEach((value, i) => {
      if (value !== 0) fired[i % size]++;
      sums[i % size] += value;
      sizes += Math.abs(value);
    });
  }
  const entryMeans = sums.map((sum) => sum / examples.count);
  return {
    active: fired.reduce((sum, each) => sum + each, 0) / examples.count,
    rates: Float32Array.from(fired, (each) => each / examples.count),
    mean: entryMeans.reduce((sum, mean) => sum + mean, 0) / entryMeans.length,
    meanSize: sizes / (examples.count * entryMeans.length),
    entryMeans,
  };
}
