import { addScaledRow } from "../arithmetic/add_rows";
import { dot } from "../arithmetic/dot";

/**
 * gradient ← gradient − (gradient · weight) weight in each row of both [rows, columns], in place:
 * what is left is at right angles to a weight of norm 1.
 *
 * A row of zeros stays that, so its weight is not even read.
 */
export function removeParallel(gradient: usize, weight: usize, rows: usize, columns: usize): void {
  const stride = columns * 4;
  for (let row: usize = 0; row < rows; row++) {
    if (!isZero(gradient, stride)) {
      addScaledRow(-dot(gradient, weight, stride), weight, stride, gradient);
    }
    gradient += stride;
    weight += stride;
  }
}

function isZero(x: usize, bytes: usize): bool {
  const end = x + bytes, whole = x + (bytes & ~15);
  for (; x < whole; x += 16) if (v128.any_true(v128.load(x))) return false;
  for (; x < end; x += 4) if (load<u32>(x)) return false;
  return true;
}
