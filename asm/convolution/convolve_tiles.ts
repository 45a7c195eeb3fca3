import { multiplyAdd } from "../arithmetic/multiply_add";

/**
 * Five outputs, neighbours in a band of `padPlanes`, of eight channels: bias [8], or zeros for a null
 * pointer, plus their patches times the packed filter [depth, 8]. See `tile.ts` for why there are so
 * many.
 */
export function fiveOutputs(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  c: usize,
  stride: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  if (bias) {
    c00 = v128.load(bias);
    c01 = v128.load(bias, 16);
  }
  let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01, c40 = c00, c41 = c01;
  const end = offsets + depth * 4;
  while (offsets < end) {
    const a = patch + load<u32>(offsets);
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const values = v128.load(a);
    let value = v128.shuffle<i32>(values, values, 0, 0, 0, 0);
    c00 = multiplyAdd(value, b0, c00);
    c01 = multiplyAdd(value, b1, c01);
    value = v128.shuffle<i32>(values, values, 1, 1, 1, 1);
    c10 = multiplyAdd(value, b0, c10);
    c11 = multiplyAdd(value, b1, c11);
    value = v128.shuffle<i32>(values, values, 2, 2, 2, 2);
    c20 = multiplyAdd(value, b0, c20);
    c21 = multiplyAdd(value, b1, c21);
    value = v128.shuffle<i32>(values, values, 3, 3, 3, 3);
    c30 = multiplyAdd(value, b0, c30);
    c31 = multiplyAdd(value, b1, c31);
    value = v128.load32_splat(a, 16);
    c40 = multiplyAdd(value, b0, c40);
    c41 = multiplyAdd(value, b1, c41);
    offsets += 4;
    b += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c += stride, c10);
  v128.store(c, c11, 16);
  v128.store(c += stride, c20);
  v128.store(c, c21, 16);
  v128.store(c += stride, c30);
  v128.store(c, c31, 16);
  v128.store(c += stride, c40);
  v128.store(c, c41, 16);
}

/** The same for four outputs. */
export function fourOutputs(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  c: usize,
  stride: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  if (bias) {
    c00 = v128.load(bias);
    c01 = v128.load(bias, 16);
  }
  let c10 = c00, c11 = c01, c20 = c00, c21 = c01, c30 = c00, c31 = c01;
  const end = offsets + depth * 4;
  while (offsets < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const values = v128.load(patch + load<u32>(offsets));
    let value = v128.shuffle<i32>(values, values, 0, 0, 0, 0);
    c00 = multiplyAdd(value, b0, c00);
    c01 = multiplyAdd(value, b1, c01);
    value = v128.shuffle<i32>(values, values, 1, 1, 1, 1);
    c10 = multiplyAdd(value, b0, c10);
    c11 = multiplyAdd(value, b1, c11);
    value = v128.shuffle<i32>(values, values, 2, 2, 2, 2);
    c20 = multiplyAdd(value, b0, c20);
    c21 = multiplyAdd(value, b1, c21);
    value = v128.shuffle<i32>(values, values, 3, 3, 3, 3);
    c30 = multiplyAdd(value, b0, c30);
    c31 = multiplyAdd(value, b1, c31);
    offsets += 4;
    b += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c += stride, c10);
  v128.store(c, c11, 16);
  v128.store(c += stride, c20);
  v128.store(c, c21, 16);
  v128.store(c += stride, c30);
  v128.store(c, c31, 16);
}

/** The same for eight outputs of four channels. */
export function eightOutputs(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  c: usize,
  stride: usize,
): void {
  let c0 = bias ? v128.load(bias) : f32x4.splat(0);
  let c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
  const end = offsets + depth * 4;
  while (offsets < end) {
    const a = patch + load<u32>(offsets);
    const b0 = v128.load(b);
    let four = v128.load(a);
    let value = v128.shuffle<i32>(four, four, 0, 0, 0, 0);
    c0 = multiplyAdd(value, b0, c0);
    value = v128.shuffle<i32>(four, four, 1, 1, 1, 1);
    c1 = multiplyAdd(value, b0, c1);
    value = v128.shuffle<i32>(four, four, 2, 2, 2, 2);
    c2 = multiplyAdd(value, b0, c2);
    value = v128.shuffle<i32>(four, four, 3, 3, 3, 3);
    c3 = multiplyAdd(value, b0, c3);
    four = v128.load(a, 16);
    value = v128.shuffle<i32>(four, four, 0, 0, 0, 0);
    c4 = multiplyAdd(value, b0, c4);
    value = v128.shuffle<i32>(four, four, 1, 1, 1, 1);
    c5 = multiplyAdd(value, b0, c5);
    value = v128.shuffle<i32>(four, four, 2, 2, 2, 2);
    c6 = multiplyAdd(value, b0, c6);
    value = v128.shuffle<i32>(four, four, 3, 3, 3, 3);
    c7 = multiplyAdd(value, b0, c7);
    offsets += 4;
    b += 16;
  }
  v128.store(c, c0);
  v128.store(c += stride, c1);
  v128.store(c += stride, c2);
  v128.store(c += stride, c3);
  v128.store(c += stride, c4);
  v128.store(c += stride, c5);
  v128.store(c += stride, c6);
  v128.store(c += stride, c7);
}
