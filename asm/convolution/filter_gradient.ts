import { multiplyAdd } from "../arithmetic/multiply_add";
import { WindowSizes } from "../layout/window_sizes";
import { copyEdge } from "../products/multiply_blocks";
import { packBlock } from "../products/pack";
import { storeRow, TILE_COLUMNS, TILE_ROWS } from "../products/tile";

/**
 * The gradient of some rows of taps of a filter [sizeHeight, sizeWidth, channels, outChannels] to some of its
 * outChannels, over some rows of one image: the sum over rows × outWidth outputs of each patch times dy
 * [rows, outWidth, outChannels], written to `gradient` or added to it. There is no dilation.
 *
 * `band`, `dy` and `gradient` are where those of the first row of taps and the first channel begin, and
 * `stride` is the number of bytes from all channels of dy to the next ones.
 *
 * Patches are not written out: they lie in a band of `padRows`, where they overlap. `scratch` holds a
 * tile and rows × outWidth × 8 values; up to four values past the last patch are read.
 */
export function filterGradient(
  windows: WindowSizes,
  band: usize,
  columns: usize,
  dy: usize,
  rows: usize,
  tapRows: usize,
  outChannels: usize,
  stride: usize,
  accumulate: bool,
  scratch: usize,
  gradient: usize,
): void {
  const length: usize = windows.sizeWidth * windows.channels;
  const pixels: usize = windows.outWidth, pixelBytes: usize = windows.channels * 4;
  const rowBytes = columns * pixelBytes;
  const stepRow = rowBytes * windows.strideHeight, stepPixel = pixelBytes * windows.strideWidth;
  const packed = scratch + TILE_ROWS * TILE_COLUMNS * 4;
  for (let channel: usize = 0; channel < outChannels; channel += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, outChannels - channel);
    let b = dy + channel * 4, strideB = stride;
    if (width < TILE_COLUMNS) {
      packBlock(b, stride, width, rows * pixels, false, TILE_COLUMNS, packed);
      b = packed;
      strideB = TILE_COLUMNS * 4;
    }
    for (let tap: usize = 0; tap < tapRows; tap++) {
      for (let value: usize = 0; value < length; value += TILE_ROWS) {
        const height = min(TILE_ROWS, length - value);
        const a = band + tap * rowBytes + value * 4;
        const out = gradient + (tap * length + value) * stride + channel * 4;
        if (height <= 3) {
          threeValues(a, stepRow, stepPixel, b, strideB, rows, pixels, scratch);
          copyEdge(scratch, height, width, accumulate, out, stride);
        } else if (width == TILE_COLUMNS && height == TILE_ROWS) {
          tile(a, stepRow, stepPixel, b, strideB, rows, pixels, out, stride, accumulate);
        } else {
          tile(a, stepRow, stepPixel, b, strideB, rows, pixels, scratch, TILE_COLUMNS * 4, false);
          copyEdge(scratch, height, width, accumulate, out, stride);
        }
      }
    }
  }
}

/** Five values of the patches by eight channels of dy; see `tile.ts` for why there are so many. */
function tile(
  image: usize,
  stepRow: usize,
  stepPixel: usize,
  b: usize,
  strideB: usize,
  rows: usize,
  pixels: usize,
  c: usize,
  stride: usize,
  accumulate: bool,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0);
  for (let row: usize = 0; row < rows; row++) {
    let a = image;
    const end = b + pixels * strideB;
    while (b < end) {
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
      a += stepPixel;
      b += strideB;
    }
    image += stepRow;
  }
  storeRow(c, c00, c01, accumulate);
  storeRow(c += stride, c10, c11, accumulate);
  storeRow(c += stride, c20, c21, accumulate);
  storeRow(c += stride, c30, c31, accumulate);
  storeRow(c += stride, c40, c41, accumulate);
}

/** Three values of the patches by eight channels of dy, to a tile of their own: fewer idle lanes. */
function threeValues(
  image: usize,
  stepRow: usize,
  stepPixel: usize,
  b: usize,
  strideB: usize,
  rows: usize,
  pixels: usize,
  c: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  for (let row: usize = 0; row < rows; row++) {
    let a = image;
    const end = b + pixels * strideB;
    while (b < end) {
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
      a += stepPixel;
      b += strideB;
    }
    image += stepRow;
  }
  storeRow(c, c00, c01, false);
  storeRow(c + TILE_COLUMNS * 4, c10, c11, false);
  storeRow(c + TILE_COLUMNS * 8, c20, c21, false);
}
