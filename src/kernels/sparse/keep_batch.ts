import type { TensorInfo } from "@tensorflow/tfjs";
import { allocate, free, pointer, routines, scratchPointer } from "../heap/heap.ts";

/**
 * Keeps the B · k largest values above 0 of a rectified code, indices and values [B, W]: [B, w] with
 * as many entries a row as the fullest one keeps, the others being 0.
 *
 * Frees the first two of `outputs`, puts the new ones in their place and returns all.
 */
export function keepBatch(outputs: TensorInfo[], k: number): TensorInfo[] {
  const [indices, values] = outputs, [rows, width] = indices.shape, count = rows * k;
  if (count === 0) return outputs;
  const { topK, countKept, keepFirst } = routines();
  const kept = allocate([count], "int32"), largest = allocate([count]);
  const counts = allocate([rows], "int32");
  const [atIndices, atValues, atKept, atLargest, atCounts] = [
    indices,
    values,
    kept,
    largest,
    counts,
  ].map(pointer);
  topK(atValues, 1, rows * width, count, true, scratchPointer(8 * count), atKept, atLargest);
  const most = Math.max(1, countKept(atKept, atLargest, count, rows, width, atCounts));
  const fewer = [allocate([rows, most], "int32"), allocate([rows, most])] as const;
  const [toIndices, toValues] = fewer.map(pointer);
  keepFirst(atIndices, atValues, atCounts, rows, width, most, toIndices, toValues);
  [indices, values, kept, largest, counts].forEach(free);
  outputs.splice(0, 2, ...fewer);
  return outputs;
}
