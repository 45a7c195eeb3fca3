import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import { gatherBatch } from "./batches.ts";
import type { Examples } from "./data_set.ts";

/**
 * The number of examples, evenly spaced, that stand for all: more move the median less than it
 * matters.
 */
const MOST_EXAMPLES = 2000;

const ROUNDS = 50;

/**
 * The point with the least sum of Euclidean distances to the examples, one example large.
 *
 * Found by Weiszfeld's iteration (1937) from the mean, in 64 bits, over 2,000 examples at most; an
 * outlier moves it less than it moves the mean.
 */
export function geometricMedian(examples: Examples): NdArray {
  const size = sizeOf(examples.shape);
  const count = Math.min(examples.count, MOST_EXAMPLES);
  const indices = Array.from({ length: count }, (_, i) => Math.floor(i * examples.count / count));
  const points = gatherBatch(examples, indices);
  let median = weightedMean(points, { size, weights: new Float64Array(count).fill(1) });
  for (let round = 0; round < ROUNDS; round++) {
    const weights = Float64Array.from({ length: count }, (_, i) => {
      let squares = 0;
      for (let j = 0; j < size; j++) squares += (points[i * size + j] - median[j]) ** 2;
      // A point at the median itself would take all the weight.
      return 1 / Math.max(Math.sqrt(squares), 1e-9);
    });
    median = weightedMean(points, { size, weights });
  }
  return { shape: examples.shape, values: Float32Array.from(median) };
}

function weightedMean(
  points: Float32Array,
  { size, weights }: { size: number; weights: Float64Array },
): Float64Array {
  const mean = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i];
    for (let j = 0; j < size; j++) mean[j] += weights[i] * points[i * size + j];
  }
  return mean.map((sum) => sum / total);
}
