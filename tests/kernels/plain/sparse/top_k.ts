/** Rows and columns of what the largest are taken of, and how many of each row. */
export interface TopKSizes {
  readonly rows: number;
  readonly columns: number;
  readonly k: number;
  readonly rectified: boolean;
}

/** The entries of a sparse code, both [rows, k]. */
export interface PlainSparseCode {
  readonly indices: Int32Array<ArrayBuffer>;
  readonly values: Float32Array<ArrayBuffer>;
}

/** The plain twin of `asm/sparse/top_k.ts`: each row sorted as a whole; undefined where one holds NaN. */
export function topK(
  x: Float32Array,
  { rows, columns, k, rectified }: TopKSizes,
): PlainSparseCode | undefined {
  const indices = new Int32Array(rows * k), values = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const own = x.subarray(row * columns, (row + 1) * columns);
    if (own.some(Number.isNaN)) return undefined;
    const order = Array.from(own.keys()).sort((a, b) => own[b] - own[a] || a - b).slice(0, k);
    order.forEach((column, i) => {
      indices[row * k + i] = column;
      values[row * k + i] = rectified && !(own[column] > 0) ? 0 : own[column];
    });
  }
  return { indices, values };
}
