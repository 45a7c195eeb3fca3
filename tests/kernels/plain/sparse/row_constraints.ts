import { dotInLanes } from "../products/gemm.ts";
import { sumOfSquares } from "../learning/sum_of_squares.ts";

/** The plain twin of `asm/sparse/normalize_rows.ts`, in place over rows of `columns` values. */
export function normalizeRows(x: Float32Array, columns: number): void {
  for (const row of rowsOf(x, columns)) {
    const squares = sumOfSquares(row);
    if (Math.abs(squares - 1) <= 2.4e-7 || !(squares >= 1.4e-76)) continue;
    const factor = Math.fround(1 / Math.sqrt(squares));
    row.forEach((value, i) => row[i] = value * factor);
  }
}

/** The plain twin of `asm/sparse/remove_parallel.ts`, in place in the gradient. */
export function removeParallel(
  { gradient, weight }: Readonly<Record<"gradient" | "weight", Float32Array>>,
  columns: number,
): void {
  const weights = rowsOf(weight, columns);
  rowsOf(gradient, columns).forEach((row, n) => {
    if (row.every((value) => value === 0)) return;
    const along = dotInLanes(row, weights[n]);
    row.forEach((value, i) => row[i] = value + Math.fround(-along * weights[n][i]));
  });
}

function rowsOf(x: Float32Array, columns: number): Float32Array[] {
  const rows = Math.floor(x.length / Math.max(columns, 1));
  return Array.from({ length: rows }, (_, n) => x.subarray(n * columns, (n + 1) * columns));
}
