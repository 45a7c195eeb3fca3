import { multiplyAdd } from "./multiply_add";

/** Up to this many channels would leave most lanes of a panel of eight idle. */
export const FEW_CHANNELS: usize = 3;
/** Outputs whose sums stay in registers. */
const PIXELS: usize = 8;

/**
 * `convolveRows` for few channels: four lanes go along the patches, not along the channels, and the
 * filter is packed as [channels, tapRows, length].
 */
export function convolveFew(
  image: usize,
  rowBytes: usize,
  stepRow: usize,
  stepPixel: usize,
  packed: usize,
  tapRows: usize,
  length: usize,
  rows: usize,
  pixels: usize,
  channels: usize,
  edge: usize,
  out: usize,
  outRow: usize,
  outPixel: usize,
): void {
  for (let channel: usize = 0; channel < channels; channel++) {
    for (let row: usize = 0; row < rows; row++) {
      let patch = image + row * stepRow;
      let c = out + row * outRow + channel * 4;
      for (let pixel: usize = 0; pixel < pixels; pixel += PIXELS) {
        dots(patch, stepPixel, rowBytes, tapRows, length, packed, edge);
        const end = edge + min(PIXELS, pixels - pixel) * 4;
        for (let at = edge; at < end; at += 4) {
          f32.store(c, f32.load(at));
          c += outPixel;
        }
        patch += PIXELS * stepPixel;
      }
    }
    packed += tapRows * length * 4;
  }
}

/** The products of eight neighbouring patches and one channel of the filter. */
function dots(
  image: usize,
  step: usize,
  rowBytes: usize,
  tapRows: usize,
  length: usize,
  b: usize,
  sums: usize,
): void {
  let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0), s5 = f32x4.splat(0), s6 = f32x4.splat(0), s7 = f32x4.splat(0);
  const step2 = step * 2, step3 = step * 3;
  for (let tap: usize = 0; tap < tapRows; tap++) {
    let a = image;
    const whole = a + (length & ~3) * 4, end = a + length * 4;
    for (; a < whole; a += 16) {
      const value = v128.load(b), far = a + step * 4;
      s0 = multiplyAdd(value, v128.load(a), s0);
      s1 = multiplyAdd(value, v128.load(a + step), s1);
      s2 = multiplyAdd(value, v128.load(a + step2), s2);
      s3 = multiplyAdd(value, v128.load(a + step3), s3);
      s4 = multiplyAdd(value, v128.load(far), s4);
      s5 = multiplyAdd(value, v128.load(far + step), s5);
      s6 = multiplyAdd(value, v128.load(far + step2), s6);
      s7 = multiplyAdd(value, v128.load(far + step3), s7);
      b += 16;
    }
    for (; a < end; a += 4) {
      const value = v128.load32_zero(b), far = a + step * 4;
      s0 = multiplyAdd(value, v128.load32_zero(a), s0);
      s1 = multiplyAdd(value, v128.load32_zero(a + step), s1);
      s2 = multiplyAdd(value, v128.load32_zero(a + step2), s2);
      s3 = multiplyAdd(value, v128.load32_zero(a + step3), s3);
      s4 = multiplyAdd(value, v128.load32_zero(far), s4);
      s5 = multiplyAdd(value, v128.load32_zero(far + step), s5);
      s6 = multiplyAdd(value, v128.load32_zero(far + step2), s6);
      s7 = multiplyAdd(value, v128.load32_zero(far + step3), s7);
      b += 4;
    }
    image += rowBytes;
  }
  v128.store(sums, addLanes(s0, s1, s2, s3));
  v128.store(sums, addLanes(s4, s5, s6, s7), 16);
}

/** The sums of the lanes of four registers, always in the same order. */
function addLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(
    v128.shuffle<i32>(a, b, 0, 4, 1, 5),
    v128.shuffle<i32>(a, b, 2, 6, 3, 7),
  );
  const cd = f32x4.add(
    v128.shuffle<i32>(c, d, 0, 4, 1, 5),
    v128.shuffle<i32>(c, d, 2, 6, 3, 7),
  );
  return f32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}
