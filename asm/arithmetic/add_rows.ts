import { multiplyAdd } from "./multiply_add";

/** c += Σᵢ values[i] bᵢ for four rows of `bytes` / 4 values, so that c is read and written once. */
export function addFourRows(
  values: v128,
  b0: usize,
  b1: usize,
  b2: usize,
  b3: usize,
  bytes: usize,
  c: usize,
): void {
  const a0 = v128.shuffle<i32>(values, values, 0, 0, 0, 0);
  const a1 = v128.shuffle<i32>(values, values, 1, 1, 1, 1);
  const a2 = v128.shuffle<i32>(values, values, 2, 2, 2, 2);
  const a3 = v128.shuffle<i32>(values, values, 3, 3, 3, 3);
  const whole = bytes & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    let sum = multiplyAdd(a0, v128.load(b0 + at), v128.load(c + at));
    sum = multiplyAdd(a1, v128.load(b1 + at), sum);
    sum = multiplyAdd(a2, v128.load(b2 + at), sum);
    v128.store(c + at, multiplyAdd(a3, v128.load(b3 + at), sum));
  }
  for (; at < bytes; at += 4) {
    let sum = f32.load(c + at) + f32x4.extract_lane(values, 0) * f32.load(b0 + at);
    sum += f32x4.extract_lane(values, 1) * f32.load(b1 + at);
    sum += f32x4.extract_lane(values, 2) * f32.load(b2 + at);
    f32.store(c + at, sum + f32x4.extract_lane(values, 3) * f32.load(b3 + at));
  }
}

/** c += value · b for a single row of `bytes` / 4 values. */
export function addScaledRow(value: f32, b: usize, bytes: usize, c: usize): void {
  const factor = f32x4.splat(value), whole = bytes & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    v128.store(c + at, multiplyAdd(factor, v128.load(b + at), v128.load(c + at)));
  }
  for (; at < bytes; at += 4) f32.store(c + at, f32.load(c + at) + value * f32.load(b + at));
}

/** sums += x for a single row of `bytes` / 4 values. */
export function addRow(x: usize, bytes: usize, sums: usize): void {
  const whole = bytes & ~15;
  let at: usize = 0;
  for (; at < whole; at += 16) {
    v128.store(sums + at, f32x4.add(v128.load(sums + at), v128.load(x + at)));
  }
  for (; at < bytes; at += 4) f32.store(sums + at, f32.load(sums + at) + f32.load(x + at));
}
