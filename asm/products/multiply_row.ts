import { addFourRows, addScaledRow } from "../arithmetic/add_rows";
import { dot } from "../arithmetic/dot";

/**
 * C = A B row by row, for A and B, or their transposes, of few rows, a single column or no depth: only
 * then may A be transposed.
 */
export function multiplyRows(
  a: usize,
  b: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  transposeA: bool,
  transposeB: bool,
  c: usize,
): void {
  const strideA = depth * 4, strideC = columns * 4;
  if (depth == 0) memory.fill(c, 0, rows * strideC);
  // A product with a single column is the transpose of one with a single row.
  else if (columns == 1) multiplyRow(b, a, rows, depth, !transposeA, c);
  else {
    for (let row: usize = 0; row < rows; row++) {
      multiplyRow(a + row * strideA, b, columns, depth, transposeB, c + row * strideC);
    }
  }
}

/** c = a B or a Bᵀ for a single row a [depth] and c [columns]. */
function multiplyRow(
  a: usize,
  b: usize,
  columns: usize,
  depth: usize,
  transposeB: bool,
  c: usize,
): void {
  if (transposeB) rowTimesTransposed(a, b, columns, depth, c);
  else rowTimesMatrix(a, b, columns, depth, c);
}

/**
 * c = a B for a single row a [depth], B [depth, columns] and c [columns]: B is read once, four of
 * its rows at a time, without being packed.
 */
function rowTimesMatrix(a: usize, b: usize, columns: usize, depth: usize, c: usize): void {
  const stride = columns * 4;
  memory.fill(c, 0, stride);
  const end = a + depth * 4, whole = a + (depth & ~3) * 4;
  while (a < whole) {
    addFourRows(v128.load(a), b, b + stride, b + 2 * stride, b + 3 * stride, stride, c);
    a += 16;
    b += 4 * stride;
  }
  while (a < end) {
    addScaledRow(f32.load(a), b, stride, c);
    a += 4;
    b += stride;
  }
}

/**
 * c = a Bᵀ for a single row a [depth], B [columns, depth] and c [columns]: a dot product for each
 * row of B, in sixteen partial sums.
 */
function rowTimesTransposed(
  a: usize,
  b: usize,
  columns: usize,
  depth: usize,
  c: usize,
): void {
  const bytes = depth * 4;
  for (let column: usize = 0; column < columns; column++) {
    f32.store(c + column * 4, dot(a, b, bytes));
    b += bytes;
  }
}
