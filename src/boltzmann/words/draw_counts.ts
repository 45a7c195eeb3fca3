import * as tf from "@tensorflow/tfjs";
import { type Draws, take } from "../draws.ts";

/**
 * Counts [B, V] of so many words a row, `totals` [B, 1], each drawn by the chances [B, V] of its row.
 *
 * A word is the first whose share of the sum of all before it and its own is above a uniform number: a search
 * in 64-bit sums, as a text has far fewer words than there are to choose from.
 */
export function drawCounts(chances: tf.Tensor2D, totals: tf.Tensor2D, draws: Draws): tf.Tensor2D {
  const [rows, size] = chances.shape, values = chances.dataSync(), lengths = totals.dataSync();
  // However many words the rows have, all go on from one counter: each draws from a stream of its own.
  const { streams, firstCounter } = take(draws, 1);
  const counts = new Float32Array(rows * size), ends = new Float64Array(size);
  for (let row = 0; row < rows; row++) {
    const from = row * size, stream = streams(row).fork(firstCounter);
    let sum = 0;
    for (let word = 0; word < size; word++) ends[word] = sum += values[from + word];
    for (let drawn = 0; drawn < lengths[row]; drawn++) {
      counts[from + firstAbove(ends, stream.uniform() * sum)]++;
    }
  }
  return tf.tensor2d(counts, [rows, size]);
}

/** The first place whose end is above a number below the last one. */
function firstAbove(ends: Float64Array, value: number): number {
  let low = 0, high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
