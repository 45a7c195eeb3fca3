import type { ConvolutionShape } from "./convolution_shape.ts";
import { bands, inputLayout, padInput, PANEL_CHANNELS, TILE_BYTES } from "./patches.ts";
import type { Routines } from "./routines.ts";

/** Bytes of padded input at once: it is read once for each tap, so it stays in the first cache. */
const BAND_BYTES = 1 << 14;

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
  return dyBytes(shape) + TILE_BYTES + inputLayout(shape, BAND_BYTES).bytes;
}

/**
 * The gradient [filterHeight, filterWidth, inChannels, outChannels] of a filter, from x
 * [batch, inHeight, inWidth, inChannels] and dy [batch, outHeight, outWidth, outChannels]: the sum
 * over all outputs of their patch of x times dy. At least one output is expected.
 */
export function filterGradient(
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

/** Room for the last channels of a band of dy where they do not fill a panel. */
function dyBytes(shape: ConvolutionShape): number {
  if (shape.outChannels % PANEL_CHANNELS === 0) return 0;
  return filterGradientRows(shape) * shape.outWidth * PANEL_CHANNELS * 4;
}
