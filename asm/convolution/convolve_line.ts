import { ConvolvedRows } from "./convolved_rows";
import { SHORT_OUTPUTS, shortLine, threeTaps } from "./convolve_short_line";
import { multiplyAdd } from "../arithmetic/multiply_add";

/** Neighbouring outputs whose sums stay in registers. */
const OUTPUTS: usize = 32;

/**
 * `convolveRows` to a single channel: lanes are neighbouring outputs, and values are loaded once for
 * three taps side by side. Of the taps that `packLine` packed, first are the threes, then single ones.
 */
export function convolveLines(
  convolved: ConvolvedRows,
  patch: usize,
  offsets: usize,
  packed: usize,
  bias: usize,
  rows: usize,
  edge: usize,
  out: usize,
): void {
  const stepRow = convolved.stepRow, threes = convolved.threes, singles = convolved.depth;
  const pixels = convolved.pixels, outRow = convolved.outRow, outPixel = convolved.outPixel;
  const start: f32 = bias ? f32.load(bias) : 0;
  for (let row: usize = 0; row < rows; row++) {
    let a = patch + row * stepRow, c = out + row * outRow;
    let pixel: usize = 0;
    while (pixel < pixels) {
      const isShort = pixels - pixel <= SHORT_OUTPUTS;
      const line = isShort ? SHORT_OUTPUTS : OUTPUTS;
      if (isShort) shortLine(a, offsets, packed, threes, singles, start, edge);
      else longLine(a, offsets, packed, threes, singles, start, edge);
      const end = edge + min(line, pixels - pixel) * 4;
      for (let at = edge; at < end; at += 4) {
        f32.store(c, f32.load(at));
        c += outPixel;
      }
      a += line * 4;
      pixel += line;
    }
  }
}

function longLine(
  patch: usize,
  offsets: usize,
  b: usize,
  threes: usize,
  singles: usize,
  bias: f32,
  c: usize,
): void {
  let c0 = f32x4.splat(bias), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
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
    const v4 = v128.load(a, 64);
    c3 = threeTaps(v3, v4, b0, b1, b2, c3);
    const v5 = v128.load(a, 80);
    c4 = threeTaps(v4, v5, b0, b1, b2, c4);
    const v6 = v128.load(a, 96);
    c5 = threeTaps(v5, v6, b0, b1, b2, c5);
    const v7 = v128.load(a, 112);
    c6 = threeTaps(v6, v7, b0, b1, b2, c6);
    c7 = threeTaps(v7, v128.load(a, 128), b0, b1, b2, c7);
    offsets += 4;
    b += 12;
  }
  while (offsets < end) {
    const a = patch + load<u32>(offsets), tap = v128.load32_splat(b);
    c0 = multiplyAdd(v128.load(a), tap, c0);
    c1 = multiplyAdd(v128.load(a, 16), tap, c1);
    c2 = multiplyAdd(v128.load(a, 32), tap, c2);
    c3 = multiplyAdd(v128.load(a, 48), tap, c3);
    c4 = multiplyAdd(v128.load(a, 64), tap, c4);
    c5 = multiplyAdd(v128.load(a, 80), tap, c5);
    c6 = multiplyAdd(v128.load(a, 96), tap, c6);
    c7 = multiplyAdd(v128.load(a, 112), tap, c7);
    offsets += 4;
    b += 4;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
  v128.store(c, c2, 32);
  v128.store(c, c3, 48);
  v128.store(c, c4, 64);
  v128.store(c, c5, 80);
  v128.store(c, c6, 96);
  v128.store(c, c7, 112);
}
