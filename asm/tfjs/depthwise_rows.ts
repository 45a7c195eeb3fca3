import { multiplyAdd } from "../arithmetic/multiply_add";
import { DepthwiseTaps } from "./depthwise_taps";

/**
 * Some rows of a depthwise convolution: out [rows, pixels, channels] = Σ tap · pixel over
 * tapRows × tapColumns taps, zero where there are none.
 *
 * The first output meets the first tap at `image`, and its neighbours at neighbouring pixels. Up to
 * three pixels past the last one are read.
 */
export function depthwiseRows(
  taps: DepthwiseTaps,
  image: usize,
  filter: usize,
  rows: usize,
  out: usize,
): void {
  const stepRow = taps.stepRow, outRow = taps.outRow;
  const bytes = taps.channels * 4, pairs = bytes & ~31, whole = bytes & ~15;
  for (let row: usize = 0; row < rows; row++) {
    let at: usize = 0;
    for (; at < pairs; at += 32) eightChannels(taps, image + at, filter + at, out + at);
    for (; at < whole; at += 16) fourChannels(taps, image + at, filter + at, out + at);
    for (; at < bytes; at += 4) oneChannel(taps, image + at, filter + at, out + at);
    image += stepRow;
    out += outRow;
  }
}

/** A row of outputs in eight channels, four at a time. */
function eightChannels(taps: DepthwiseTaps, image: usize, filter: usize, out: usize): void {
  const tapRows = taps.tapRows, tapColumns = taps.tapColumns;
  const tapRow = taps.tapRow, tapPixel = taps.tapPixel;
  const filterRow = taps.filterRow, filterPixel = taps.filterPixel;
  const stride = taps.channels * 4, pixels = taps.pixels, outPixel = taps.outPixel;
  for (let pixel: usize = 0; pixel < pixels; pixel += 4) {
    let s00 = f32x4.splat(0), s01 = f32x4.splat(0), s10 = f32x4.splat(0), s11 = f32x4.splat(0);
    let s20 = f32x4.splat(0), s21 = f32x4.splat(0), s30 = f32x4.splat(0), s31 = f32x4.splat(0);
    for (let i: usize = 0; i < tapRows; i++) {
      let a = image + i * tapRow, f = filter + i * filterRow;
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
    const count = min(4, pixels - pixel);
    storeFour(out, outPixel, count, s00, s10, s20, s30);
    storeFour(out + 16, outPixel, count, s01, s11, s21, s31);
    image += 4 * stride;
    out += 4 * outPixel;
  }
}

/** The same in four channels. */
function fourChannels(taps: DepthwiseTaps, image: usize, filter: usize, out: usize): void {
  const tapRows = taps.tapRows, tapColumns = taps.tapColumns;
  const tapRow = taps.tapRow, tapPixel = taps.tapPixel;
  const filterRow = taps.filterRow, filterPixel = taps.filterPixel;
  const stride = taps.channels * 4, pixels = taps.pixels, outPixel = taps.outPixel;
  for (let pixel: usize = 0; pixel < pixels; pixel += 4) {
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
    for (let i: usize = 0; i < tapRows; i++) {
      let a = image + i * tapRow, f = filter + i * filterRow;
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
    storeFour(out, outPixel, min(4, pixels - pixel), s0, s1, s2, s3);
    image += 4 * stride;
    out += 4 * outPixel;
  }
}

/** A row of outputs in one channel. */
function oneChannel(taps: DepthwiseTaps, image: usize, filter: usize, out: usize): void {
  const tapRows = taps.tapRows, tapColumns = taps.tapColumns;
  const tapRow = taps.tapRow, tapPixel = taps.tapPixel;
  const filterRow = taps.filterRow, filterPixel = taps.filterPixel;
  const stride = taps.channels * 4, pixels = taps.pixels, outPixel = taps.outPixel;
  for (let pixel: usize = 0; pixel < pixels; pixel++) {
    let sum: f32 = 0;
    for (let i: usize = 0; i < tapRows; i++) {
      let a = image + i * tapRow, f = filter + i * filterRow;
      for (let j: usize = 0; j < tapColumns; j++) {
        sum += f32.load(f) * f32.load(a);
        a += tapPixel;
        f += filterPixel;
      }
    }
    f32.store(out, sum);
    image += stride;
    out += outPixel;
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
