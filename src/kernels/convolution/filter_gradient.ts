import type { ConvolutionShape } from "./convolution_shape.ts";
import {
  type BandLayout,
  bandLayout,
  bands,
  padInput,
  PANEL_CHANNELS,
  TILE_BYTES,
  TILE_ROWS,
} from "./patches.ts";
import type { Routines } from "../heap/routines.ts";
import { places } from "../heap/places.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** The operands, as byte offsets. */
export interface FilterGradientOperands {
  readonly routines: Routines;
  readonly x: number;
  readonly dy: number;
  readonly scratch: number;
  readonly gradient: number;
}

/** Rows of outputs whose share of the gradient is summed apart, and then added to the others. */
export function filterGradientRows(shape: ConvolutionShape): number {
  return bandsOf(shape).bandRows;
}

/** Bytes of scratch memory that `filterGradient` needs. */
export function filterGradientScratch(shape: ConvolutionShape): number {
  if (!isCheaperSwapped(shape)) return scratchOf(shape).bytes;
  return filterBytes(shape) + scratchOf(swapped(shape)).bytes;
}

/**
 * The gradient [sizeHeight, sizeWidth, channels, outChannels] of a filter, from x
 * [batch, height, width, channels] and dy [batch, outHeight, outWidth, outChannels]: the sum
 * over all outputs of their patch of x times dy. At least one output is expected.
 *
 * With stride 1 it is also, turned around, the sum over all inputs of their patch of dy times x:
 * that is taken where dy has so few channels that most lanes would be idle.
 */
export function filterGradient(operands: FilterGradientOperands, shape: ConvolutionShape): void {
  if (!isCheaperSwapped(shape)) {
    sumBands(operands, shape);
    return;
  }
  const { routines, x, dy, scratch: turned, gradient } = operands;
  const { channels, outChannels, sizeHeight, sizeWidth } = shape;
  const scratch = turned + filterBytes(shape);
  sumBands({ routines, x: dy, dy: x, scratch, gradient: turned }, swapped(shape));
  const tapBytes = channels * outChannels * 4, taps = sizeHeight * sizeWidth;
  for (let tap = 0; tap < taps; tap++) {
    const source = turned + (taps - 1 - tap) * tapBytes, to = gradient + tap * tapBytes;
    // A panel as wide as there are rows is their transpose.
    routines.packBlock(source, channels * 4, outChannels, channels, true, outChannels, to);
  }
}

/** Tells where x and dy change places: as many products, but fewer of them in idle lanes. */
export function isCheaperSwapped(shape: ConvolutionShape): boolean {
  const { strideHeight, strideWidth } = shape;
  return strideHeight === 1 && strideWidth === 1 && cost(swapped(shape)) < cost(shape);
}

/** The products of all tiles for a row of taps, those in idle lanes included. */
function cost({ channels, outChannels, sizeWidth, outHeight, outWidth }: ConvolutionShape) {
  const tiles = Math.ceil(sizeWidth * channels / TILE_ROWS) *
    Math.ceil(outChannels / PANEL_CHANNELS);
  return tiles * outHeight * outWidth;
}

/** The convolution of dy with x in place of a filter's outputs. */
function swapped(shape: ConvolutionShape): ConvolutionShape {
  return {
    ...shape,
    height: shape.outHeight,
    width: shape.outWidth,
    channels: shape.outChannels,
    outHeight: shape.height,
    outWidth: shape.width,
    outChannels: shape.channels,
    top: shape.sizeHeight - 1 - shape.top,
    left: shape.sizeWidth - 1 - shape.left,
  };
}

function sumBands(
  { routines, x, dy, scratch, gradient }: FilterGradientOperands,
  shape: ConvolutionShape,
): void {
  const { batch, outHeight, outWidth, outChannels } = shape;
  const { at, layout: { bandRows, columns } } = scratchOf(shape, scratch);
  const windows = writeBlock({ routines, name: "WindowSizes", at: at.windows }, shape);
  for (const band of bands({ batch, outRows: outHeight, bandRows })) {
    padInput({ routines, at: windows, x, to: at.band }, { windows: shape, band, columns });
    routines.filterGradient(
      windows,
      at.band,
      columns,
      dy + (band.image * outHeight + band.row) * outWidth * outChannels * 4,
      band.rows,
      outChannels,
      band.image > 0 || band.row > 0,
      at.tile,
      gradient,
    );
  }
}

/** Bytes of padded input at once: few enough to stay in a cache, enough sums for each tile. */
const BAND_BYTES = 1 << 16;

function scratchOf(shape: ConvolutionShape, start = 0) {
  const layout = bandsOf(shape);
  const sizes = {
    windows: blockBytes("WindowSizes"),
    // The routine keeps a tile of sums there, and the last channels of dy behind it.
    tile: TILE_BYTES + lastChannelBytes(shape),
    band: layout.bytes,
  };
  return { layout, ...places(sizes, start) };
}

function bandsOf(shape: ConvolutionShape): BandLayout {
  return bandLayout(shape, BAND_BYTES);
}

function filterBytes(shape: ConvolutionShape): number {
  return shape.sizeHeight * shape.sizeWidth * shape.channels * shape.outChannels * 4;
}

/** Room for the last channels of a band of dy where they do not fill a panel. */
function lastChannelBytes(shape: ConvolutionShape): number {
  if (shape.outChannels % PANEL_CHANNELS === 0) return 0;
  return filterGradientRows(shape) * shape.outWidth * PANEL_CHANNELS * 4;
}
