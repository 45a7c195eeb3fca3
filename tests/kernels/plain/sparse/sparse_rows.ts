/** Rows of a sparse code and of its dense one. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
}

/** The plain twin of `asm/sparse/scatter_rows.ts`: x [rows, k] to [rows, columns]. */
export function scatterRows(
  { x, indices, values }: {
    readonly x: Float32Array;
    readonly indices: Int32Array;
    readonly values?: Float32Array | undefined;
  },
  { rows, columns, k }: SparseRows,
): Float32Array<ArrayBuffer> {
  const y = new Float32Array(rows * columns);
  indices.forEach((column, i) => {
    if (values === undefined || values[i] > 0) y[Math.floor(i / k) * columns + column] += x[i];
  });
  return y;
}

/** The plain twin of `asm/sparse/gather_rows.ts`: x [rows, columns] to [rows, k]. */
export function gatherRows(
  { x, indices, step }: {
    readonly x: Float32Array;
    readonly indices: Int32Array;
    readonly step: number;
  },
  { rows, columns, k }: SparseRows,
): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: rows * k }, (_, i) => {
    const row = Math.floor(i / k);
    return x[row * columns + indices[row * step + i % k]];
  });
}
