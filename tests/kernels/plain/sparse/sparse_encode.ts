import type { PlainSparseCode } from "./top_k.ts";

/** The plain twin of `asm/sparse/list_marked.ts`. */
export function listMarked(marks: Float32Array | Int32Array): number[] {
  return Array.from(marks.keys()).filter((i) => marks[i] !== 0);
}

/** The plain twin of `asm/sparse/join_entries.ts`: of each code its indices and masked gradients in a row. */
export function joinEntries(
  codes: readonly {
    indices: Int32Array;
    dy: Float32Array;
    values?: Float32Array | undefined;
    k: number;
  }[],
  rows: number,
): PlainSparseCode {
  const indices: number[] = [], joined: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (const { indices: own, dy, values, k } of codes) {
      for (let i = row * k; i < (row + 1) * k; i++) {
        indices.push(own[i]);
        joined.push(values === undefined || values[i] > 0 ? dy[i] : 0);
      }
    }
  }
  return { indices: Int32Array.from(indices), values: Float32Array.from(joined) };
}

/** The plain twin of `asm/sparse/sparse_column_sums.ts`: [size]. */
export function sparseColumnSums(
  { indices, values }: PlainSparseCode,
  size: number,
): Float32Array<ArrayBuffer> {
  const sums = new Float32Array(size);
  indices.forEach((n, i) => sums[n] += values[i]);
  return sums;
}
