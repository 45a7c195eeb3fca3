import { multiplyAdd } from "../arithmetic/multiply_add";
import { ConvolvedRows } from "./convolved_rows";

/** Channels whose sums stay in registers together. */
export const CHANNELS: usize = 4;
/** Neighbouring outputs in so many channels, and in one that is left over. */
const OUTPUTS: usize = 8, LINE: usize = 16;

/**
 * Convolves planes of a band, as `padPlanes` makes one of each channel, to planes `outPlane` bytes
 * apart: output [channels, rows, pixels] is its bias, or zero for a null pointer, plus the sum of the
 * values of its patch times those of the filter.
 *
 * The values of a patch lie at `offsets` from its first, those of neighbouring outputs beside them;
 * `patch` is that of the first output. `packed` has panels [depth, 4] and then [depth] for each channel
 * that is left over. `edge` is room for 32 values; up to 15 values past the last patch are read.
 */
export function convolvePlanes(
  convolved: ConvolvedRows,
  patch: usize,
  offsets: usize,
  packed: usize,
  bias: usize,
  rows: usize,
  edge: usize,
  outPlane: usize,
  out: usize,
): void {
  const stepRow = convolved.stepRow, depth = convolved.depth, pixels = convolved.pixels;
  const outRow = convolved.outRow, outPixel = convolved.outPixel;
  let channels = convolved.channels;
  while (channels > 0) {
    const panel = channels < CHANNELS ? 1 : CHANNELS, tile = panel == 1 ? LINE : OUTPUTS;
    for (let row: usize = 0; row < rows; row++) {
      let a = patch + row * stepRow, c = out + row * outRow;
      for (let left = pixels; left > 0;) {
        const there = min(tile, left), isWhole = there == tile && outPixel == 4;
        const to = isWhole ? c : edge;
        if (panel == 1) line(a, offsets, packed, depth, bias, to);
        else fourPlanes(a, offsets, packed, depth, bias, to, isWhole ? outPlane : OUTPUTS * 4);
        if (!isWhole) copyTile(edge, tile * 4, panel, there, c, outPlane, outPixel);
        a += tile * 4;
        c += there * outPixel;
        left -= there;
      }
    }
    channels -= panel;
    packed += panel * depth * 4;
    out += panel * outPlane;
    if (bias) bias += panel * 4;
  }
}

function fourPlanes(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  c: usize,
  plane: usize,
): void {
  let c00 = f32x4.splat(0), c10 = c00, c20 = c00, c30 = c00;
  if (bias) {
    c00 = v128.load32_splat(bias);
    c10 = v128.load32_splat(bias, 4);
    c20 = v128.load32_splat(bias, 8);
    c30 = v128.load32_splat(bias, 12);
  }
  let c01 = c00, c11 = c10, c21 = c20, c31 = c30;
  const end = offsets + depth * 4;
  while (offsets < end) {
    const a = patch + load<u32>(offsets);
    const left = v128.load(a), right = v128.load(a, 16), taps = v128.load(b);
    let tap = v128.shuffle<i32>(taps, taps, 0, 0, 0, 0);
    c00 = multiplyAdd(left, tap, c00);
    c01 = multiplyAdd(right, tap, c01);
    tap = v128.shuffle<i32>(taps, taps, 1, 1, 1, 1);
    c10 = multiplyAdd(left, tap, c10);
    c11 = multiplyAdd(right, tap, c11);
    tap = v128.shuffle<i32>(taps, taps, 2, 2, 2, 2);
    c20 = multiplyAdd(left, tap, c20);
    c21 = multiplyAdd(right, tap, c21);
    tap = v128.shuffle<i32>(taps, taps, 3, 3, 3, 3);
    c30 = multiplyAdd(left, tap, c30);
    c31 = multiplyAdd(right, tap, c31);
    offsets += 4;
    b += 16;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c += plane, c10);
  v128.store(c, c11, 16);
  v128.store(c += plane, c20);
  v128.store(c, c21, 16);
  v128.store(c += plane, c30);
  v128.store(c, c31, 16);
}

function line(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  c: usize,
): void {
  let c0 = bias ? v128.load32_splat(bias) : f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  const end = offsets + depth * 4;
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

/** Writes the part of a tile that lies inside the planes. */
function copyTile(
  tile: usize,
  stride: usize,
  channels: usize,
  pixels: usize,
  c: usize,
  outPlane: usize,
  outPixel: usize,
): void {
  for (let channel: usize = 0; channel < channels; channel++) {
    for (let at: usize = 0, to = c; at < pixels * 4; at += 4) {
      f32.store(to, f32.load(tile + at));
      to += outPixel;
    }
    tile += stride;
    c += outPlane;
  }
}
