import { type DepthwisePhases, depthwisePhases } from "./depthwise_phases.ts";
import type { DepthwiseShape } from "./depthwise_shape.ts";
import { type BandLayout, bandLayout, bands } from "../../convolution/patches.ts";
import type { Routines } from "../../heap/routines.ts";

/** Bytes of padded dy at once: half of a first-level cache. */
const BAND_BYTES = 1 << 14;

/** Where the operands lie, as byte offsets. */
export interface DepthwiseInputGradientOperands {
  readonly routines: Routines;
  readonly dy: number;
  readonly filter: number;
  readonly scratch: number;
  readonly dx: number;
}

/** Bytes of scratch memory that `depthwiseInputGradient` needs. */
export function depthwiseInputGradientScratch(shape: DepthwiseShape): number {
  const { bytes, bandRows } = dyLayout(shape, rowsAndColumns(shape));
  if (shape.multiplier === 1) return bytes;
  return bytes + bandRows * shape.strideHeight * shape.inWidth * shape.outChannels * 4;
}

/**
 * The gradient dx [batch, inHeight, inWidth, inChannels] of the input of a depthwise convolution,
 * from dy [batch, outHeight, outWidth, inChannels · multiplier] and the filter
 * [filterHeight, filterWidth, inChannels, multiplier].
 *
 * It is the depthwise convolution of dy with the filter turned around, for stride s one for every
 * s-th row and column. With a multiplier, the outputs of a channel are summed last.
 */
export function depthwiseInputGradient(
  { routines, dy, filter, scratch, dx }: DepthwiseInputGradientOperands,
  shape: DepthwiseShape,
): void {
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const { strideHeight, strideWidth, filterWidth, multiplier } = shape;
  const phases = rowsAndColumns(shape), { down, across } = phases;
  const { bandRows, columns, rowBytes, pixelBytes, bytes } = dyLayout(shape, phases);
  for (const band of bands({ batch, outRows: down.count, bandRows })) {
    routines.padRows(
      dy + band.image * outHeight * outWidth * pixelBytes,
      outHeight,
      outWidth,
      outChannels,
      down.first + band.row,
      across.first,
      band.rows - 1 + down.reach,
      columns,
      scratch,
    );
    const top = band.row * strideHeight;
    const pixels = Math.min(band.rows * strideHeight, inHeight - top) * inWidth;
    const dxBand = dx + (band.image * inHeight + top) * inWidth * inChannels * 4;
    const out = multiplier === 1 ? dxBand : scratch + bytes;
    for (const row of down.list) {
      const rows = Math.min(band.rows, row.count - band.row);
      if (rows <= 0) continue;
      for (const column of across.list) {
        routines.depthwiseRows(
          scratch + (row.first - down.first) * rowBytes +
            (column.first - across.first) * pixelBytes,
          rowBytes,
          row.distance * rowBytes,
          column.distance * pixelBytes,
          filter + (row.lastTap * filterWidth + column.lastTap) * pixelBytes,
          -row.tapStep * filterWidth * pixelBytes,
          -column.tapStep * pixelBytes,
          row.taps,
          column.taps,
          rows,
          column.count,
          outChannels,
          out + (row.start * inWidth + column.start) * pixelBytes,
          strideHeight * inWidth * pixelBytes,
          strideWidth * pixelBytes,
        );
      }
    }
    if (multiplier !== 1) routines.sumGroups(out, pixels * inChannels, multiplier, dxBand);
  }
}

interface RowsAndColumns {
  readonly down: DepthwisePhases;
  readonly across: DepthwisePhases;
}

function rowsAndColumns(shape: DepthwiseShape): RowsAndColumns {
  return {
    down: depthwisePhases({
      size: shape.inHeight,
      taps: shape.filterHeight,
      stride: shape.strideHeight,
      dilation: shape.dilationHeight,
      before: shape.top,
    }),
    across: depthwisePhases({
      size: shape.inWidth,
      taps: shape.filterWidth,
      stride: shape.strideWidth,
      dilation: shape.dilationWidth,
      before: shape.left,
    }),
  };
}

function dyLayout(shape: DepthwiseShape, { down, across }: RowsAndColumns): BandLayout {
  return bandLayout({
    outRows: down.count,
    columns: across.count - 1 + across.reach,
    channels: shape.outChannels,
    stepRows: 1,
    tapRows: down.reach,
    stepColumns: 1,
  }, BAND_BYTES);
}
