import type { DepthwiseShape } from "./depthwise_shape.ts";
import { type BandLayout, bandLayout, bands, padInput } from "../../convolution/patches.ts";
import type { Routines } from "../../heap/routines.ts";

/** Bytes of padded input at once: it is read once for every three taps, so it stays in the cache. */
const BAND_BYTES = 1 << 14;

/** Where the operands lie, as byte offsets. */
export interface DepthwiseFilterGradientOperands {
  readonly routines: Routines;
  readonly x: number;
  readonly dy: number;
  readonly scratch: number;
  readonly gradient: number;
}

/** Rows of outputs whose share of the gradient is summed apart, and then added to the others. */
export function depthwiseFilterGradientRows(shape: DepthwiseShape): number {
  return layout(shape).bandRows;
}

/** Bytes of scratch memory that `depthwiseFilterGradient` needs. */
export function depthwiseFilterGradientScratch(shape: DepthwiseShape): number {
  const { bytes } = layout(shape);
  return shape.multiplier === 1 ? bytes : bytes * (1 + shape.multiplier);
}

/**
 * The gradient [filterHeight, filterWidth, inChannels, multiplier] of a depthwise filter, from x
 * [batch, inHeight, inWidth, inChannels] and dy
 * [batch, outHeight, outWidth, inChannels · multiplier]. At least one output is expected.
 *
 * With a multiplier, each channel of the input is repeated so often first.
 */
export function depthwiseFilterGradient(
  { routines, x, dy, scratch, gradient }: DepthwiseFilterGradientOperands,
  shape: DepthwiseShape,
): void {
  const { batch, outHeight, outWidth, outChannels, inChannels, multiplier } = shape;
  const { filterHeight, filterWidth, strideHeight, strideWidth } = shape;
  const { dilationHeight, dilationWidth } = shape;
  const { bandRows, columns, bytes } = layout(shape);
  const repeated = multiplier === 1 ? scratch : scratch + bytes;
  const pixelBytes = outChannels * 4, rowBytes = columns * pixelBytes;
  const padded = { ...shape, filterHeight: (filterHeight - 1) * dilationHeight + 1 };
  for (const band of bands({ batch, outRows: outHeight, bandRows })) {
    padInput({ routines, x, to: scratch }, { shape: padded, band, columns });
    if (multiplier !== 1) {
      const rows = (band.rows - 1) * strideHeight + padded.filterHeight;
      routines.repeatChannels(scratch, rows * columns * inChannels, multiplier, repeated);
    }
    routines.depthwiseFilterGradient(
      repeated,
      strideHeight * rowBytes,
      strideWidth * pixelBytes,
      dilationHeight * rowBytes,
      dilationWidth * pixelBytes,
      dy + (band.image * outHeight + band.row) * outWidth * pixelBytes,
      band.rows,
      outWidth,
      filterHeight,
      filterWidth,
      outChannels,
      band.image > 0 || band.row > 0,
      gradient,
    );
  }
}

function layout(shape: DepthwiseShape): BandLayout {
  return bandLayout({
    outRows: shape.outHeight,
    columns: (shape.outWidth - 1) * shape.strideWidth +
      (shape.filterWidth - 1) * shape.dilationWidth + 1,
    channels: shape.inChannels,
    stepRows: shape.strideHeight,
    tapRows: (shape.filterHeight - 1) * shape.dilationHeight + 1,
    stepColumns: 1,
  }, BAND_BYTES / shape.multiplier);
}
