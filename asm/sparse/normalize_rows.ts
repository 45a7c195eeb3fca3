import { sumOfSquares } from "../learning/sum_of_squares";

/**
 * Divides each row of x [rows, columns] by its Euclidean norm, in place.
 *
 * A row stays as it is where its norm is 1 to the last bit or two, so that nothing is written where
 * nothing would change, and where it is below the least normal number, by which nothing is divided.
 */
export function normalizeRows(x: usize, rows: usize, columns: usize): void {
  const stride = columns * 4, whole = stride & ~15;
  for (const end = x + rows * stride; x < end; x += stride) {
    const squares = sumOfSquares(x, columns);
    if (abs(squares - 1) <= 2.4e-7 || !(squares >= 1.4e-76)) continue;
    const factor = <f32> (1 / sqrt(squares)), factors = f32x4.splat(factor);
    let at: usize = 0;
    for (; at < whole; at += 16) v128.store(x + at, f32x4.mul(v128.load(x + at), factors));
    for (; at < stride; at += 4) f32.store(x + at, f32.load(x + at) * factor);
  }
}
