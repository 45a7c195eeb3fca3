import { convolveFew, FEW_CHANNELS } from "./convolve_few";
import { multiplyAdd } from "./multiply_add";
import { TILE_COLUMNS, TILE_ROWS } from "./tile";

/**
 * Convolves rows of a padded image: each of rows × pixels × channels outputs is the sum over
 * `tapRows` rows of the image of `length` values times those of the packed filter.
 *
 * A patch of the image is never written out: its rows lie in the image one after another, `rowBytes`
 * apart, and those of neighbouring outputs overlap. `stepRow` and `stepPixel` are bytes from one
 * output's patch to the next, `outRow` and `outPixel` from one output to the next. `edge` is room
 * for a tile; up to seven patches past the last one are read.
 */
export function convolveRows(
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
  if (channels <= FEW_CHANNELS) {
    convolveFew(
      image,
      rowBytes,
      stepRow,
      stepPixel,
      packed,
      tapRows,
      length,
      rows,
      pixels,
      channels,
      edge,
      out,
      outRow,
      outPixel,
    );
    return;
  }
  for (let channel: usize = 0; channel < channels; channel += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, channels - channel);
    for (let row: usize = 0; row < rows; row++) {
      let patch = image + row * stepRow;
      let c = out + row * outRow + channel * 4;
      for (let pixel: usize = 0; pixel < pixels; pixel += TILE_ROWS) {
        const height = min(TILE_ROWS, pixels - pixel);
        if (width == TILE_COLUMNS && height == TILE_ROWS) {
          tile(patch, stepPixel, rowBytes, tapRows, length, packed, c, outPixel);
        } else {
          tile(patch, stepPixel, rowBytes, tapRows, length, packed, edge, TILE_COLUMNS * 4);
          copyTile(edge, height, width, c, outPixel);
        }
        patch += TILE_ROWS * stepPixel;
        c += TILE_ROWS * outPixel;
      }
    }
    packed += tapRows * length * TILE_COLUMNS * 4;
  }
}

/** Five outputs of eight channels; see `tile.ts` for why there are so many. */
function tile(
  image: usize,
  stepPixel: usize,
  rowBytes: usize,
  tapRows: usize,
  length: usize,
  b: usize,
  c: usize,
  stride: usize,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0);
  const step2 = stepPixel * 2, step3 = stepPixel * 3, step4 = stepPixel * 4;
  for (let tap: usize = 0; tap < tapRows; tap++) {
    let a = image;
    const end = a + length * 4;
    while (a < end) {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      let row = v128.load32_splat(a);
      c00 = multiplyAdd(row, b0, c00);
      c01 = multiplyAdd(row, b1, c01);
      row = v128.load32_splat(a + stepPixel);
      c10 = multiplyAdd(row, b0, c10);
      c11 = multiplyAdd(row, b1, c11);
      row = v128.load32_splat(a + step2);
      c20 = multiplyAdd(row, b0, c20);
      c21 = multiplyAdd(row, b1, c21);
      row = v128.load32_splat(a + step3);
      c30 = multiplyAdd(row, b0, c30);
      c31 = multiplyAdd(row, b1, c31);
      row = v128.load32_splat(a + step4);
      c40 = multiplyAdd(row, b0, c40);
      c41 = multiplyAdd(row, b1, c41);
      a += 4;
      b += TILE_COLUMNS * 4;
    }
    image += rowBytes;
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

function copyTile(edge: usize, rows: usize, columns: usize, c: usize, stride: usize): void {
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < columns * 4; at += 4) f32.store(c + at, f32.load(edge + at));
    edge += TILE_COLUMNS * 4;
    c += stride;
  }
}
