/** The plain twin of `asm/elementwise/column_sums.ts`: x [rows, columns] to sums [columns], in its order. */
export function columnSums(
  x: Float32Array,
  { rows, columns }: { rows: number; columns: number },
): Float32Array<ArrayBuffer> {
  const f = Math.fround;
  const sums = new Float32Array(columns);
  const whole = rows & ~7;
  for (let column = 0; column < columns; column++) {
    const at = (row: number) => x[row * columns + column];
    const two = (row: number) => f(at(row) + at(row + 1));
    const four = (row: number) => f(two(row) + two(row + 2));
    for (let row = 0; row < whole; row += 8) sums[column] += f(four(row) + four(row + 4));
    for (let row = whole; row < rows; row++) sums[column] += at(row);
  }
  return sums;
}
