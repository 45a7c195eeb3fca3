import { multiplyAdd } from "../arithmetic/multiply_add";
import { columnSums } from "./column_sums";

/**
 * dx = p (dy − mean(dy) − y mean(dy y)) by columns, all [rows, columns]: the gradient of normalised columns
 * y, whose p = 1 / √(σ² + ε) precisions [columns] holds. The scratch holds 2 · columns values.
 */
export function normalizeColumnsGradient(
  dy: usize,
  y: usize,
  precisions: usize,
  rows: usize,
  columns: usize,
  dx: usize,
  scratch: usize,
): void {
  const stride = columns * 4, bytes = rows * stride, share: f32 = 1 / <f32> rows;
  const means = scratch, products = scratch + stride;
  columnSums(dy, rows, columns, means);
  memory.fill(products, 0, stride);
  for (let row: usize = 0; row < bytes; row += stride) {
    addProducts(dy + row, y + row, stride, products);
  }
  for (let at: usize = 0; at < 2 * stride; at += 4) {
    f32.store(means + at, f32.load(means + at) * share);
  }
  const whole = stride & ~15;
  for (let row: usize = 0; row < bytes; row += stride) {
    let at: usize = 0;
    for (; at < whole; at += 16) {
      const along = f32x4.mul(v128.load(y + row + at), v128.load(products + at));
      const across = f32x4.sub(f32x4.sub(v128.load(dy + row + at), v128.load(means + at)), along);
      v128.store(dx + row + at, f32x4.mul(across, v128.load(precisions + at)));
    }
    for (; at < stride; at += 4) {
      const along: f32 = f32.load(y + row + at) * f32.load(products + at);
      const across: f32 = f32.load(dy + row + at) - f32.load(means + at) - along;
      f32.store(dx + row + at, across * f32.load(precisions + at));
    }
  }
}

/** sums += a b. */
function addProducts(a: usize, b: usize, stride: usize, sums: usize): void {
  const whole = stride & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const sum = multiplyAdd(v128.load(a + at), v128.load(b + at), v128.load(sums + at));
    v128.store(sums + at, sum);
  }
  for (; at < stride; at += 4) {
    f32.store(sums + at, f32.load(sums + at) + f32.load(a + at) * f32.load(b + at));
  }
}
