/**
 * Turns the lower half of a covariance [C, C] into its Cholesky factor L, in place: Σ = L Lᵀ.
 *
 * What a value still varies by, given those before it, is taken to be no less than `floor`: of a
 * covariance without an inverse, the factor is of one that has some added to its diagonal. The upper
 * half is left as it is.
 */
export function choleskyInPlace(
  matrix: Float64Array,
  { size, floor }: { size: number; floor: number },
): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column];
      for (let i = 0; i < column; i++) sum -= matrix[row * size + i] * matrix[column * size + i];
      matrix[row * size + column] = row === column
        ? Math.sqrt(Math.max(sum, floor))
        : sum / matrix[column * size + column];
    }
  }
}

/** The inverse of a lower triangular matrix [C, C], lower triangular too. */
export function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    inverse[column * size + column] = 1 / lower[column * size + column];
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let i = column; i < row; i++) sum += lower[row * size + i] * inverse[i * size + column];
      inverse[row * size + column] = -sum / lower[row * size + row];
    }
  }
  return inverse;
}
