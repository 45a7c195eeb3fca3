import type { ConvolutionShape } from "./convolution_shape.ts";
import { bands } from "./patches.ts";
import {
  convolveBand,
  EDGE_BYTES,
  packBias,
  panelBytes,
  type PlaneLayout,
  planeLayout,
  tapBytes,
} from "./convolve_planes.ts";
import { packPhases, type RowsAndColumns, rowsAndColumns, tapsOf } from "./phase_taps.ts";
import type { Routines } from "../heap/routines.ts";

/** Bytes of padded dy at once: half of a second-level cache. */
const BAND_BYTES = 1 << 18;

/** Where the operands lie, as byte offsets. */
export interface InputGradientOperands {
  readonly routines: Routines;
  readonly dy: number;
  readonly filter: number;
  /** [inChannels], added to every pixel of dx; 0 where there is none. */
  readonly bias: number;
  readonly scratch: number;
  readonly dx: number;
}

/** Bytes of scratch memory that `inputGradient` needs. */
export function inputGradientScratch(shape: ConvolutionShape): number {
  const bias = panelBytes(shape.inChannels);
  return EDGE_BYTES + bias + tapBytes(tapsOf(shape)) + dyLayout(shape, rowsAndColumns(shape)).bytes;
}

/**
 * The gradient dx [batch, inHeight, inWidth, inChannels] of the input of a convolution, from dy
 * [batch, outHeight, outWidth, outChannels] and the filter
 * [filterHeight, filterWidth, inChannels, outChannels].
 *
 * For stride 1 it is the convolution of dy with the filter turned around and its channels swapped;
 * for stride s it is s² of them, each with the taps that reach every s-th row and column (Shi et
 * al., "Is the deconvolution layer the same as a convolutional layer?", 2016).
 */
export function inputGradient(
  { routines, dy, filter, bias, scratch: edge, dx }: InputGradientOperands,
  shape: ConvolutionShape,
): void {
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const { strideHeight, strideWidth } = shape;
  const phases = rowsAndColumns(shape), { down, across } = phases;
  const layout = dyLayout(shape, phases), { bandRows, stride, count, rowBytes } = layout;
  const biasAt = edge + EDGE_BYTES, tapsAt = biasAt + panelBytes(inChannels);
  const packedBias = packBias({ routines, bias, to: biasAt }, inChannels);
  const packed = packPhases({ routines, filter, to: tapsAt }, { shape, phases, layout });
  const planes = tapsAt + tapBytes(tapsOf(shape)), pixel = inChannels * 4;
  for (const band of bands({ batch, outRows: down.count, bandRows })) {
    routines.padPlanes(
      dy + band.image * outHeight * outWidth * outChannels * 4,
      outHeight,
      outWidth,
      outChannels,
      down.first + band.row,
      across.first,
      band.rows - 1 + down.reach,
      stride,
      count,
      planes,
    );
    for (const { row, column, taps } of packed) {
      const rows = Math.min(band.rows, row.count - band.row);
      if (rows <= 0) continue;
      const firstRow = band.image * inHeight + band.row * strideHeight + row.start;
      const patch = planes + (row.first - down.first) * rowBytes +
        (column.first - across.first) * 4;
      const out = dx + (firstRow * inWidth + column.start) * pixel;
      convolveBand({ routines, patch, taps, bias: packedBias, edge, out }, {
        stepRow: rowBytes,
        rows,
        pixels: column.count,
        channels: inChannels,
        outRow: strideHeight * inWidth * pixel,
        outPixel: strideWidth * pixel,
      });
    }
  }
}

function dyLayout(shape: ConvolutionShape, { down, across }: RowsAndColumns): PlaneLayout {
  return planeLayout({
    outRows: down.count,
    columns: across.count - 1 + across.reach,
    channels: shape.outChannels,
    stepRows: 1,
    tapRows: down.reach,
    stride: 1,
  }, BAND_BYTES);
}
