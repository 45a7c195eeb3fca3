import type { ConvolutionShape } from "./convolution_shape.ts";
import { bands, inputLayout, padInput, PANEL_CHANNELS, TILE_BYTES } from "./patches.ts";
import type { Routines } from "./routines.ts";

/** Bytes of padded input at once: half of a second-level cache. */
const BAND_BYTES = 1 << 18;

/** Where the operands lie, as byte offsets. */
export interface ConvolveOperands {
  readonly routines: Routines;
  readonly x: number;
  readonly filter: number;
  readonly scratch: number;
  readonly y: number;
}

/** Bytes of scratch memory that `convolve` needs. */
export function convolveScratch(shape: ConvolutionShape): number {
  return TILE_BYTES + packedBytes(shape) + inputLayout(shape, BAND_BYTES).bytes;
}

/**
 * y = x * filter, with x [batch, inHeight, inWidth, inChannels], filter
 * [filterHeight, filterWidth, inChannels, outChannels] and y
 * [batch, outHeight, outWidth, outChannels].
 */
export function convolve(
  { routines, x, filter, scratch, y }: ConvolveOperands,
  shape: ConvolutionShape,
): void {
  const { batch, outHeight, outWidth, outChannels, inChannels } = shape;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = shape;
  const packed = scratch + TILE_BYTES, padded = packed + packedBytes(shape);
  const depth = filterHeight * filterWidth * inChannels, pixel = outChannels * 4;
  const width = routines.panelWidth(outChannels);
  routines.packBlock(filter, pixel, outChannels, depth, false, width, packed);
  const { bandRows, columns, rowBytes, pixelBytes } = inputLayout(shape, BAND_BYTES);
  for (const band of bands({ batch, outRows: outHeight, bandRows })) {
    padInput({ routines, x, to: padded }, { shape, band, columns });
    routines.convolveRows(
      padded,
      rowBytes,
      strideHeight * rowBytes,
      strideWidth * pixelBytes,
      packed,
      filterHeight,
      filterWidth * inChannels,
      band.rows,
      outWidth,
      outChannels,
      scratch,
      y + (band.image * outHeight + band.row) * outWidth * pixel,
      outWidth * pixel,
      pixel,
    );
  }
}

function packedBytes(shape: ConvolutionShape): number {
  const panels = Math.ceil(shape.outChannels / PANEL_CHANNELS);
  return shape.filterHeight * shape.filterWidth * shape.inChannels * panels * PANEL_CHANNELS * 4;
}
