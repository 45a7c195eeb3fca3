import { multiplyAdd } from "../arithmetic/multiply_add";

/** Neighbouring outputs of a short row, or at the end of one. */
export const SHORT_OUTPUTS: usize = 16;

/** Sixteen outputs of a single channel; see `convolveLines`. */
export function shortLine(
  patch: usize,
  offsets: usize,
  b: usize,
  threes: usize,
  singles: usize,
  bias: f32,
  c: usize,
): void {
  let c0 = f32x4.splat(bias), c1 = c0, c2 = c0, c3 = c0;
  const endThrees = offsets + threes * 4, end = endThrees + singles * 4;
  while (offsets < endThrees) {
    const a = patch + load<u32>(offsets);
    const b0 = v128.load32_splat(b), b1 = v128.load32_splat(b, 4), b2 = v128.load32_splat(b, 8);
    const v0 = v128.load(a), v1 = v128.load(a, 16);
    c0 = threeTaps(v0, v1, b0, b1, b2, c0);
    const v2 = v128.load(a, 32);
    c1 = threeTaps(v1, v2, b0, b1, b2, c1);
    const v3 = v128.load(a, 48);
    c2 = threeTaps(v2, v3, b0, b1, b2, c2);
    c3 = threeTaps(v3, v128.load(a, 64), b0, b1, b2, c3);
    offsets += 4;
    b += 12;
  }
  while (offsets < end) {
    const a = patch + load<u32>(offsets), tap = v128.load32_splat(b);
    c0 = multiplyAdd(v128.load(a), tap, c0);
    c1 = multiplyAdd(v128.load(a, 16), tap, c1);
    c2 = multiplyAdd(v128.load(a, 32), tap, c2);
    c3 = multiplyAdd(v128.load(a, 48), tap, c3);
    offsets += 4;
    b += 4;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
}

/** Adds the products of four values, and of those one and two places further on. */
export function threeTaps(values: v128, next: v128, b0: v128, b1: v128, b2: v128, sum: v128): v128 {
  sum = multiplyAdd(values, b0, sum);
  sum = multiplyAdd(v128.shuffle<f32>(values, next, 1, 2, 3, 4), b1, sum);
  return multiplyAdd(v128.shuffle<f32>(values, next, 2, 3, 4, 5), b2, sum);
}
