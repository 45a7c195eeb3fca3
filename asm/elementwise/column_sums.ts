import { addRow } from "../arithmetic/add_rows";

/**
 * Sums of the columns of x [rows, columns], written to sums [columns]: eight rows at a time, so
 * that each sum is read and written once for eight values.
 */
export function columnSums(x: usize, rows: usize, columns: usize, sums: usize): void {
  const stride = columns * 4, end = x + rows * stride, whole = x + (rows & ~7) * stride;
  memory.fill(sums, 0, stride);
  for (; x < whole; x += 8 * stride) addEightRows(x, stride, sums);
  for (; x < end; x += stride) addRow(x, stride, sums);
}

function addEightRows(x: usize, stride: usize, sums: usize): void {
  const x1 = x + stride, x2 = x1 + stride, x3 = x2 + stride, x4 = x3 + stride;
  const x5 = x4 + stride, x6 = x5 + stride, x7 = x6 + stride;
  const whole = stride & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    const s01 = f32x4.add(v128.load(x + at), v128.load(x1 + at));
    const s23 = f32x4.add(v128.load(x2 + at), v128.load(x3 + at));
    const s45 = f32x4.add(v128.load(x4 + at), v128.load(x5 + at));
    const s67 = f32x4.add(v128.load(x6 + at), v128.load(x7 + at));
    const eight = f32x4.add(f32x4.add(s01, s23), f32x4.add(s45, s67));
    v128.store(sums + at, f32x4.add(v128.load(sums + at), eight));
  }
  for (; at < stride; at += 4) {
    const s01 = f32.load(x + at) + f32.load(x1 + at);
    const s23 = f32.load(x2 + at) + f32.load(x3 + at);
    const s45 = f32.load(x4 + at) + f32.load(x5 + at);
    const s67 = f32.load(x6 + at) + f32.load(x7 + at);
    f32.store(sums + at, f32.load(sums + at) + ((s01 + s23) + (s45 + s67)));
  }
}
