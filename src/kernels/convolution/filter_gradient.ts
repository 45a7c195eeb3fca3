import type { ConvolutionShape } from "./convolution_shape.ts";
import { bands, inputLayout, padInput, PANEL_CHANNELS, TILE_BYTES, TILE_ROWS } from "./patches.ts";
import type { Routines } from "../heap/routines.ts";

/** Bytes of padded input at once: few enough to stay in a cache, enough sums for each tile. */
const BAND_BYTES = 1 << 16;

/** Where the operands lie, as byte offsets. */
export interface FilterGradientOperands {
  readonly routines: Routines;
  readonly x: number;
  readonly dy: number;
  readonly scratch: number;
  readonly gradient: number;
}

/** Rows of outputs whose share of the gradient is summed apart, and then added to the others. */
export function filterGradientRows(shape: ConvolutionShape): number {
  return inputLayout(shape, BAND_BYTES).bandRows;
}

/** Bytes of scratch memory that `filterGradient` needs. */
export function filterGradientScratch(shape: ConvolutionShape): number {
  if (!isCheaperSwapped(shape)) return scratchFor(shape);
  return filterBytes(shape) + scratchFor(swapped(shape));
}

/**
 * The gradient [filterHeight, filterWidth, inChannels, outChannels] of a filter, from x
 * [batch, inHeight, inWidth, inChannels] and dy [batch, outHeight, outWidth, outChannels]: the sum
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
  const { inChannels, outChannels, filterHeight, filterWidth } = shape;
  const scratch = turned + filterBytes(shape);
  sumBands({ routines, x: dy, dy: x, scratch, gradient: turned }, swapped(shape));
  const tapBytes = inChannels * outChannels * 4, taps = filterHeight * filterWidth;
  for (let tap = 0; tap < taps; tap++) {
    const source = turned + (taps - 1 - tap) * tapBytes, to = gradient + tap * tapBytes;
    // A panel as wide as there are rows is their transpose.
    routines.packBlock(source, inChannels * 4, outChannels, inChannels, true, outChannels, to);
  }
}

/** Whether x and dy change places: as many products, but fewer of them in idle lanes. */
export function isCheaperSwapped(shape: ConvolutionShape): boolean {
  const { strideHeight, strideWidth } = shape;
  return strideHeight === 1 && strideWidth === 1 && cost(swapped(shape)) < cost(shape);
}

/** The products of all tiles for a row of taps, those in idle lanes included. */
function cost({ inChannels, outChannels, filterWidth, outHeight, outWidth }: ConvolutionShape) {
  const tiles = Math.ceil(filterWidth * inChannels / TILE_ROWS) *
    Math.ceil(outChannels / PANEL_CHANNELS);
  return tiles * outHeight * outWidth;
}

/** The convolution of dy with x in place of a filter's outputs. */
function swapped(shape: ConvolutionShape): ConvolutionShape {
  return {
    ...shape,
    inHeight: shape.outHeight,
    inWidth: shape.outWidth,
    inChannels: shape.outChannels,
    outHeight: shape.inHeight,
    outWidth: shape.inWidth,
    outChannels: shape.inChannels,
    top: shape.filterHeight - 1 - shape.top,
    left: shape.filterWidth - 1 - shape.left,
  };
}

function sumBands(
  { routines, x, dy, scratch, gradient }: FilterGradientOperands,
  shape: ConvolutionShape,
): void {
  const { batch, outHeight, outWidth, outChannels, inChannels } = shape;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = shape;
  const padded = scratch + TILE_BYTES + dyBytes(shape);
  const { bandRows, columns, rowBytes, pixelBytes } = inputLayout(shape, BAND_BYTES);
  for (const band of bands({ batch, outRows: outHeight, bandRows })) {
    padInput({ routines, x, to: padded }, { shape, band, columns });
    routines.filterGradient(
      padded,
      rowBytes,
      strideHeight * rowBytes,
      strideWidth * pixelBytes,
      dy + (band.image * outHeight + band.row) * outWidth * outChannels * 4,
      band.rows,
      outWidth,
      filterHeight,
      filterWidth * inChannels,
      outChannels,
      band.image > 0 || band.row > 0,
      scratch,
      gradient,
    );
  }
}

function scratchFor(shape: ConvolutionShape): number {
  return dyBytes(shape) + TILE_BYTES + inputLayout(shape, BAND_BYTES).bytes;
}

function filterBytes(shape: ConvolutionShape): number {
  return shape.filterHeight * shape.filterWidth * shape.inChannels * shape.outChannels * 4;
}

/** Room for the last channels of a band of dy where they do not fill a panel. */
function dyBytes(shape: ConvolutionShape): number {
  if (shape.outChannels % PANEL_CHANNELS === 0) return 0;
  return filterGradientRows(shape) * shape.outWidth * PANEL_CHANNELS * 4;
}
