import { sizeOf } from "../../core/shape.ts";
import { type Examples, gatherBatch } from "../../data/mod.ts";

/** Figures of each value of an example over many of them. */
export interface ColumnStatistics {
  /** The standard deviation of each. */
  readonly deviation: Float32Array;
  /** The value that 5 % of the examples are below, and that which 5 % are above. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** The largest number of examples that stand for all. */
const MOST = 2000;

/** The share of the examples beyond either end of the range. */
const TAIL = 0.05;

/** The spread of each value of an example over examples at even distances in their set. */
export function columnStatistics(examples: Examples): ColumnStatistics {
  const size = sizeOf(examples.shape), count = Math.min(examples.count, MOST);
  const indices = Array.from({ length: count }, (_, i) => Math.floor(i * examples.count / count));
  const values = gatherBatch(examples, indices);
  const deviation = new Float32Array(size), low = deviation.slice(), high = deviation.slice();
  const tail = Math.floor(TAIL * (count - 1));
  for (let column = 0; column < size; column++) {
    const sorted = Float64Array.from({ length: count }, (_, row) => values[row * size + column])
      .sort();
    const mean = sorted.reduce((sum, value) => sum + value, 0) / count;
    const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
    deviation[column] = Math.sqrt(variance);
    low[column] = sorted[tail];
    high[column] = sorted[count - 1 - tail];
  }
  return { deviation, low, high };
}
