import { multiplyAdd } from "../arithmetic/multiply_add";
import { columnSums } from "./column_sums";

/**
 * y = (x − m) p for the mean m of each column of x [rows, columns] and p = 1 / √(σ² + epsilon), which is
 * written to precisions [columns]; and noisy = y + noise, or y where the pointer of the noise is null.
 * The last two may be one place without noise. The scratch holds `columns` values.
 */
export function normalizeColumns(
  x: usize,
  noise: usize,
  rows: usize,
  columns: usize,
  epsilon: f32,
  y: usize,
  noisy: usize,
  precisions: usize,
  scratch: usize,
): void {
  const stride = columns * 4, bytes = rows * stride, share: f32 = 1 / <f32> rows;
  const means = scratch;
  columnSums(x, rows, columns, means);
  for (let at: usize = 0; at < stride; at += 4) f32.store(means + at, f32.load(means + at) * share);
  memory.fill(precisions, 0, stride);
  for (let row: usize = 0; row < bytes; row += stride) {
    centreRow(x + row, means, stride, y + row, precisions);
  }
  for (let at: usize = 0; at < stride; at += 4) {
    const variance: f32 = f32.load(precisions + at) * share;
    f32.store(precisions + at, 1 / sqrt<f32>(variance + epsilon));
  }
  for (let row: usize = 0; row < bytes; row += stride) {
    scaleRow(y + row, precisions, stride);
    if (noise) joinRow(y + row, noise + row, stride, noisy + row);
    else if (noisy != y) memory.copy(noisy + row, y + row, stride);
  }
}

/** y = x − means, whose squares are added to sums. */
function centreRow(x: usize, means: usize, stride: usize, y: usize, sums: usize): void {
  const whole = stride & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const rest = f32x4.sub(v128.load(x + at), v128.load(means + at));
    v128.store(y + at, rest);
    v128.store(sums + at, multiplyAdd(rest, rest, v128.load(sums + at)));
  }
  for (; at < stride; at += 4) {
    const rest: f32 = f32.load(x + at) - f32.load(means + at);
    f32.store(y + at, rest);
    f32.store(sums + at, f32.load(sums + at) + rest * rest);
  }
}

function scaleRow(y: usize, factors: usize, stride: usize): void {
  const whole = stride & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    v128.store(y + at, f32x4.mul(v128.load(y + at), v128.load(factors + at)));
  }
  for (; at < stride; at += 4) f32.store(y + at, f32.load(y + at) * f32.load(factors + at));
}

function joinRow(a: usize, b: usize, stride: usize, sum: usize): void {
  const whole = stride & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    v128.store(sum + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  }
  for (; at < stride; at += 4) f32.store(sum + at, f32.load(a + at) + f32.load(b + at));
}
