import { multiplyAdd } from "../arithmetic/multiply_add";

/**
 * The gradient of a depthwise filter [tapRows, tapColumns, channels] over some rows of one image: for
 * each tap the sum over rows × pixels outputs of the pixel that it meets times that of dy
 * [rows, pixels, channels], written to `gradient` or added to it.
 *
 * Outputs meet pixels `stepRow` and `stepPixel` bytes from one to the next, and taps `tapRow` and
 * `tapPixel` bytes.
 */
export function depthwiseFilterGradient(
  image: usize,
  stepRow: usize,
  stepPixel: usize,
  tapRow: usize,
  tapPixel: usize,
  dy: usize,
  rows: usize,
  pixels: usize,
  tapRows: usize,
  tapColumns: usize,
  channels: usize,
  accumulate: bool,
  gradient: usize,
): void {
  const stride = channels * 4, taps = tapRows * tapColumns;
  const pairs = stride & ~31, whole = stride & ~15;
  for (let tap: usize = 0; tap < taps; tap += 3) {
    // Where taps are left over, the last one is summed again and written to the same place.
    const second = min(tap + 1, taps - 1), third = min(tap + 2, taps - 1);
    const a = image + tap / tapColumns * tapRow + tap % tapColumns * tapPixel;
    const b = image + second / tapColumns * tapRow + second % tapColumns * tapPixel;
    const c = image + third / tapColumns * tapRow + third % tapColumns * tapPixel;
    const outA = gradient + tap * stride, outB = gradient + second * stride;
    const outC = gradient + third * stride;
    let at: usize = 0;
    for (; at < pairs; at += 32) {
      let a0 = f32x4.splat(0), a1 = f32x4.splat(0);
      let b0 = f32x4.splat(0), b1 = f32x4.splat(0);
      let c0 = f32x4.splat(0), c1 = f32x4.splat(0);
      let from = at, next = dy + at;
      for (let row: usize = 0; row < rows; row++) {
        let pixel = from;
        const end = next + pixels * stride;
        while (next < end) {
          const d0 = v128.load(next), d1 = v128.load(next, 16);
          a0 = multiplyAdd(d0, v128.load(a + pixel), a0);
          a1 = multiplyAdd(d1, v128.load(a + pixel, 16), a1);
          b0 = multiplyAdd(d0, v128.load(b + pixel), b0);
          b1 = multiplyAdd(d1, v128.load(b + pixel, 16), b1);
          c0 = multiplyAdd(d0, v128.load(c + pixel), c0);
          c1 = multiplyAdd(d1, v128.load(c + pixel, 16), c1);
          pixel += stepPixel;
          next += stride;
        }
        from += stepRow;
      }
      const kept0 = kept(outA + at, accumulate), kept1 = kept(outA + at + 16, accumulate);
      const kept2 = kept(outB + at, accumulate), kept3 = kept(outB + at + 16, accumulate);
      const kept4 = kept(outC + at, accumulate), kept5 = kept(outC + at + 16, accumulate);
      v128.store(outA + at, f32x4.add(kept0, a0));
      v128.store(outA + at, f32x4.add(kept1, a1), 16);
      v128.store(outB + at, f32x4.add(kept2, b0));
      v128.store(outB + at, f32x4.add(kept3, b1), 16);
      v128.store(outC + at, f32x4.add(kept4, c0));
      v128.store(outC + at, f32x4.add(kept5, c1), 16);
    }
    for (; at < whole; at += 16) {
      let a0 = f32x4.splat(0), b0 = f32x4.splat(0), c0 = f32x4.splat(0);
      let from = at, next = dy + at;
      for (let row: usize = 0; row < rows; row++) {
        let pixel = from;
        const end = next + pixels * stride;
        while (next < end) {
          const d0 = v128.load(next);
          a0 = multiplyAdd(d0, v128.load(a + pixel), a0);
          b0 = multiplyAdd(d0, v128.load(b + pixel), b0);
          c0 = multiplyAdd(d0, v128.load(c + pixel), c0);
          pixel += stepPixel;
          next += stride;
        }
        from += stepRow;
      }
      const kept0 = kept(outA + at, accumulate), kept1 = kept(outB + at, accumulate);
      const kept2 = kept(outC + at, accumulate);
      v128.store(outA + at, f32x4.add(kept0, a0));
      v128.store(outB + at, f32x4.add(kept1, b0));
      v128.store(outC + at, f32x4.add(kept2, c0));
    }
    for (; at < stride; at += 4) {
      let a0: f32 = 0, b0: f32 = 0, c0: f32 = 0;
      let from = at, next = dy + at;
      for (let row: usize = 0; row < rows; row++) {
        let pixel = from;
        const end = next + pixels * stride;
        while (next < end) {
          const d0 = f32.load(next);
          a0 += d0 * f32.load(a + pixel);
          b0 += d0 * f32.load(b + pixel);
          c0 += d0 * f32.load(c + pixel);
          pixel += stepPixel;
          next += stride;
        }
        from += stepRow;
      }
      const kept0: f32 = accumulate ? f32.load(outA + at) : 0;
      const kept1: f32 = accumulate ? f32.load(outB + at) : 0;
      const kept2: f32 = accumulate ? f32.load(outC + at) : 0;
      f32.store(outA + at, kept0 + a0);
      f32.store(outB + at, kept1 + b0);
      f32.store(outC + at, kept2 + c0);
    }
  }
}

/** What is there already, or nothing. */
function kept(at: usize, accumulate: bool): v128 {
  return accumulate ? v128.load(at) : f32x4.splat(0);
}
