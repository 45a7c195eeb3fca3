import { multiplyAdd } from "../arithmetic/multiply_add";

/** Neighbouring outputs whose sums in three channels stay in registers. */
const OUTPUTS: usize = 12;

/**
 * A row of outputs in two or three channels, from panels of four, as `convolveRows` takes more:
 * lanes are neighbouring outputs, not channels. `edge` is room for 36 values; up to eleven past the
 * last patch are read.
 */
export function convolveThree(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  pixels: usize,
  channels: usize,
  edge: usize,
  c: usize,
  outPixel: usize,
): void {
  for (let pixel: usize = 0; pixel < pixels; pixel += OUTPUTS) {
    twelveOutputs(patch, offsets, b, depth, bias, edge);
    const end = edge + min(OUTPUTS, pixels - pixel) * 4;
    for (let at = edge; at < end; at += 4) {
      f32.store(c, f32.load(at));
      f32.store(c, f32.load(at, OUTPUTS * 4), 4);
      if (channels > 2) f32.store(c, f32.load(at, OUTPUTS * 8), 8);
      c += outPixel;
    }
    patch += OUTPUTS * 4;
  }
}

function twelveOutputs(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  c: usize,
): void {
  const start = bias ? v128.load(bias) : f32x4.splat(0);
  let c00 = v128.shuffle<i32>(start, start, 0, 0, 0, 0), c01 = c00, c02 = c00;
  let c10 = v128.shuffle<i32>(start, start, 1, 1, 1, 1), c11 = c10, c12 = c10;
  let c20 = v128.shuffle<i32>(start, start, 2, 2, 2, 2), c21 = c20, c22 = c20;
  const end = offsets + depth * 4;
  while (offsets < end) {
    const a = patch + load<u32>(offsets), taps = v128.load(b);
    const b0 = v128.shuffle<i32>(taps, taps, 0, 0, 0, 0);
    const b1 = v128.shuffle<i32>(taps, taps, 1, 1, 1, 1);
    const b2 = v128.shuffle<i32>(taps, taps, 2, 2, 2, 2);
    let values = v128.load(a);
    c00 = multiplyAdd(values, b0, c00);
    c10 = multiplyAdd(values, b1, c10);
    c20 = multiplyAdd(values, b2, c20);
    values = v128.load(a, 16);
    c01 = multiplyAdd(values, b0, c01);
    c11 = multiplyAdd(values, b1, c11);
    c21 = multiplyAdd(values, b2, c21);
    values = v128.load(a, 32);
    c02 = multiplyAdd(values, b0, c02);
    c12 = multiplyAdd(values, b1, c12);
    c22 = multiplyAdd(values, b2, c22);
    offsets += 4;
    b += 16;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c, c02, 32);
  v128.store(c, c10, 48);
  v128.store(c, c11, 64);
  v128.store(c, c12, 80);
  v128.store(c, c20, 96);
  v128.store(c, c21, 112);
  v128.store(c, c22, 128);
}
