/** Rows and columns of a matrix. */
interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** The plain twin of `asm/elementwise/normalize_columns.ts`, in doubles. */
export function normalizeColumns(
  x: ArrayLike<number>,
  { rows, columns, epsilon }: Size & { epsilon: number },
): { y: Float64Array; precisions: Float64Array } {
  const y = new Float64Array(rows * columns), precisions = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const own = Array.from({ length: rows }, (_, row) => x[row * columns + column]);
    const mean = own.reduce((sum, value) => sum + value, 0) / rows;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows;
    precisions[column] = 1 / Math.sqrt(variance + epsilon);
    own.forEach((value, row) => y[row * columns + column] = (value - mean) * precisions[column]);
  }
  return { y, precisions };
}

/** The plain twin of `asm/elementwise/normalize_columns_gradient.ts`, in doubles. */
export function normalizeColumnsGradient(
  { dy, y, precisions }: Readonly<Record<"dy" | "y" | "precisions", ArrayLike<number>>>,
  { rows, columns }: Size,
): Float64Array {
  const dx = new Float64Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    let sum = 0, products = 0;
    for (let at = column; at < dx.length; at += columns) {
      sum += dy[at];
      products += dy[at] * y[at];
    }
    for (let at = column; at < dx.length; at += columns) {
      dx[at] = precisions[column] * (dy[at] - sum / rows - y[at] * products / rows);
    }
  }
  return dx;
}
