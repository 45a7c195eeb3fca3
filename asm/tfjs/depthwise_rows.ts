import { multiplyAdd } from "../arithmetic/multiply_add";

/**
 * Some rows of a depthwise convolution: out [rows, pixels, channels] = Σ tap · pixel over
 * tapRows × tapColumns taps, zero where there are none.
 *
 * Outputs meet the first tap at neighbouring pixels of `image`, whose rows are `rowBytes` apart; taps
 * lie `tapRow` and `tapPixel` bytes from one to the next there, and `filterRow` and `filterPixel`
 * bytes, which may be negative, in the filter. Rows and pixels of `out` are `outRow` and `outPixel`
 * bytes apart. Up to three pixels past the last one are read.
 */
export function depthwiseRows(
  image: usize,
  rowBytes: usize,
  tapRow: usize,
  tapPixel: usize,
  filter: usize,
  filterRow: isize,
  filterPixel: isize,
  tapRows: usize,
  tapColumns: usize,
  rows: usize,
  pixels: usize,
  channels: usize,
  out: usize,
  outRow: usize,
  outPixel: usize,
): void {
  const stride = channels * 4, pairs = stride & ~31, whole = stride & ~15;
  for (let row: usize = 0; row < rows; row++) {
    let from = image, to = out;
    for (let pixel: usize = 0; pixel < pixels; pixel += 4) {
      const count = min(4, pixels - pixel);
      let at: usize = 0;
      for (; at < pairs; at += 32) {
        let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
        let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0);
        for (let i: usize = 0; i < tapRows; i++) {
          let a = from + i * tapRow + at, f = filter + i * filterRow + at;
          for (let j: usize = 0; j < tapColumns; j++) {
            const f0 = v128.load(f), f1 = v128.load(f, 16);
            s00 = multiplyAdd(f0, v128.load(a), s00);
            s01 = multiplyAdd(f1, v128.load(a, 16), s01);
            const a1 = a + stride, a2 = a1 + stride, a3 = a2 + stride;
            s10 = multiplyAdd(f0, v128.load(a1), s10);
            s11 = multiplyAdd(f1, v128.load(a1, 16), s11);
            s20 = multiplyAdd(f0, v128.load(a2), s20);
            s21 = multiplyAdd(f1, v128.load(a2, 16), s21);
            s30 = multiplyAdd(f0, v128.load(a3), s30);
            s31 = multiplyAdd(f1, v128.load(a3, 16), s31);
            a += tapPixel;
            f += filterPixel;
          }
        }
        storeFour(to + at, outPixel, count, s00, s10, s20, s30);
        storeFour(to + at + 16, outPixel, count, s01, s11, s21, s31);
      }
      for (; at < whole; at += 16) {
        let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
        for (let i: usize = 0; i < tapRows; i++) {
          let a = from + i * tapRow + at, f = filter + i * filterRow + at;
          for (let j: usize = 0; j < tapColumns; j++) {
            const f0 = v128.load(f), a2 = a + stride * 2;
            s0 = multiplyAdd(f0, v128.load(a), s0);
            s1 = multiplyAdd(f0, v128.load(a + stride), s1);
            s2 = multiplyAdd(f0, v128.load(a2), s2);
            s3 = multiplyAdd(f0, v128.load(a2 + stride), s3);
            a += tapPixel;
            f += filterPixel;
          }
        }
        storeFour(to + at, outPixel, count, s0, s1, s2, s3);
      }
      for (; at < stride; at += 4) {
        for (let p: usize = 0; p < count; p++) {
          let sum: f32 = 0;
          for (let i: usize = 0; i < tapRows; i++) {
            let a = from + p * stride + i * tapRow + at, f = filter + i * filterRow + at;
            for (let j: usize = 0; j < tapColumns; j++) {
              sum += f32.load(f) * f32.load(a);
              a += tapPixel;
              f += filterPixel;
            }
          }
          f32.store(to + p * outPixel + at, sum);
        }
      }
      from += 4 * stride;
      to += 4 * outPixel;
    }
    image += rowBytes;
    out += outRow;
  }
}

/** Stores the first `count` of four registers, `step` bytes apart. */
function storeFour(
  at: usize,
  step: usize,
  count: usize,
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
): void {
  v128.store(at, s0);
  if (count > 1) v128.store(at += step, s1);
  if (count > 2) v128.store(at += step, s2);
  if (count > 3) v128.store(at += step, s3);
}
