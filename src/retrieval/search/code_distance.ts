import type { Metric } from "./metric.ts";

/**
 * The distance of two codes, of norm 1 or of zeros where it is the cosine one, computed in 64 bits.
 *
 * @example
 * ```ts
 * import { codeDistance } from "isthmus/retrieval";
 *
 * assertEquals(codeDistance(Float32Array.of(0, 0), Float32Array.of(3, 4), "euclidean"), 5);
 * assertEquals(codeDistance(Float32Array.of(1, 0), Float32Array.of(0, 1), "cosine"), 1);
 * ```
 */
export function codeDistance(query: Float32Array, code: Float32Array, metric: Metric): number {
  let dot = 0, squares = 0;
  for (let i = 0; i < query.length; i++) {
    dot += query[i] * code[i];
    squares += (query[i] - code[i]) ** 2;
  }
  const distance = metric === "euclidean"
    ? Math.sqrt(squares)
    : metric === "cosine"
    ? Math.max(0, 1 - dot)
    : -dot;
  return Math.fround(distance);
}

/**
 * Rows of norm 1 from values [N × size]; rows of zeros as they are.
 *
 * @example
 * ```ts
 * import { normalizedRows } from "isthmus/retrieval";
 *
 * const rows = normalizedRows(Float32Array.of(0, 5, 0, 0), 2);
 * assertEquals(rows, Float32Array.of(0, 1, 0, 0));
 * ```
 */
export function normalizedRows(values: Float32Array, size: number): Float32Array {
  const norms = squaredNorms(values, size);
  return values.map((value, i) => {
    const norm = norms[Math.floor(i / size)];
    return norm === 0 ? 0 : value / Math.sqrt(norm);
  });
}

/** The squared norms of rows. */
export function squaredNorms(values: Float32Array, size: number): Float64Array {
  return Float64Array.from({ length: values.length / size }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += values[row * size + i] ** 2;
    return sum;
  });
}
