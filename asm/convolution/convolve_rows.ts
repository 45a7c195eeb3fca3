import { convolveLines } from "./convolve_line";
import { convolveThree } from "./convolve_three";
import { eightOutputs, fiveOutputs, fourOutputs } from "./convolve_tiles";
import { ConvolvedRows } from "./convolved_rows";
import { panelWidth } from "./pack_taps";
import { TILE_COLUMNS } from "../products/tile";

/**
 * Convolves rows of a band of `padPlanes`: each of rows × pixels × channels outputs is its bias, or
 * zero for a null pointer, plus the sum of the values of its patch times those of the packed filter.
 *
 * A patch is never written out: its values lie at `offsets` from its first, and those of
 * neighbouring outputs beside them; `patch` is that of the first output. `edge` is room for 40 values;
 * up to 35 values past the last patch and up to seven biases past the last are read.
 */
export function convolveRows(
  convolved: ConvolvedRows,
  patch: usize,
  offsets: usize,
  packed: usize,
  bias: usize,
  rows: usize,
  edge: usize,
  out: usize,
): void {
  const channels = convolved.channels;
  if (channels == 1) {
    convolveLines(convolved, patch, offsets, packed, bias, rows, edge, out);
    return;
  }
  const stepRow = convolved.stepRow, depth = convolved.depth, pixels = convolved.pixels;
  const outRow = convolved.outRow, outPixel = convolved.outPixel, panel = panelWidth(channels);
  for (let channel: usize = 0; channel < channels; channel += panel) {
    const width = min(panel, channels - channel);
    for (let row: usize = 0; row < rows; row++) {
      const a = patch + row * stepRow, c = out + row * outRow + channel * 4;
      if (channels < 4) {
        convolveThree(a, offsets, packed, depth, bias, pixels, channels, edge, c, outPixel);
      } else {
        convolveRow(a, offsets, packed, depth, bias, pixels, panel, width, edge, c, outPixel);
      }
    }
    packed += depth * panel * 4;
    if (bias) bias += panel * 4;
  }
}

/** A row of outputs in up to `panel` channels. */
function convolveRow(
  patch: usize,
  offsets: usize,
  b: usize,
  depth: usize,
  bias: usize,
  pixels: usize,
  panel: usize,
  channels: usize,
  edge: usize,
  c: usize,
  outPixel: usize,
): void {
  while (pixels > 0) {
    const height = tileHeight(pixels, panel), there = min(height, pixels);
    const isWhole = channels == panel && there == height;
    const to = isWhole ? c : edge, stride = isWhole ? outPixel : panel * 4;
    if (height == 8) eightOutputs(patch, offsets, b, depth, bias, to, stride);
    else if (height == 5) fiveOutputs(patch, offsets, b, depth, bias, to, stride);
    else fourOutputs(patch, offsets, b, depth, bias, to, stride);
    if (!isWhole) copyTile(edge, panel, there, channels, c, outPixel);
    patch += height * 4;
    c += height * outPixel;
    pixels -= there;
  }
}

/** The outputs to take next: in wide panels, as many fives as leave fours. */
function tileHeight(pixels: usize, panel: usize): usize {
  if (panel < TILE_COLUMNS) return 8;
  const past = pixels & 3;
  return past > 0 && pixels >= 5 * past ? 5 : 4;
}

/** Writes the part of a tile that is there: with `copyEdge` for this, all tiles take a tenth longer. */
function copyTile(
  edge: usize,
  panel: usize,
  rows: usize,
  columns: usize,
  c: usize,
  stride: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    for (let at: usize = 0; at < columns * 4; at += 4) f32.store(c + at, f32.load(edge + at));
    edge += panel * 4;
    c += stride;
  }
}
