import type { ConvolutionShape } from "./convolution_shape.ts";
import { gradientPhases, type Phase, type Phases } from "./gradient_phases.ts";
import { type BandLayout, bandLayout, bands, PANEL_CHANNELS, TILE_BYTES } from "./patches.ts";
import type { Routines } from "./routines.ts";

/** Bytes of padded dy at once: half of a second-level cache. */
const BAND_BYTES = 1 << 18;

/** Where the operands lie, as byte offsets. */
export interface InputGradientOperands {
  readonly routines: Routines;
  readonly dy: number;
  readonly filter: number;
  readonly scratch: number;
  readonly dx: number;
}

/** The taps that reach every stride-th row and column, packed. */
interface PackedTaps {
  readonly row: Phase;
  readonly column: Phase;
  readonly packed: number;
}

/** Bytes of scratch memory that `inputGradient` needs. */
export function inputGradientScratch(shape: ConvolutionShape): number {
  const taps = shape.filterHeight * shape.filterWidth;
  return TILE_BYTES + taps * tapBytes(shape) + dyLayout(shape, rowsAndColumns(shape)).bytes;
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
  { routines, dy, filter, scratch, dx }: InputGradientOperands,
  shape: ConvolutionShape,
): void {
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const { strideHeight, strideWidth, filterHeight, filterWidth } = shape;
  const phases = rowsAndColumns(shape), { down, across } = phases;
  const packed = packTaps({ routines, filter, to: scratch + TILE_BYTES }, shape, phases);
  const padded = scratch + TILE_BYTES + filterHeight * filterWidth * tapBytes(shape);
  const { bandRows, columns, rowBytes, pixelBytes } = dyLayout(shape, phases);
  const dxPixel = inChannels * 4;
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
      padded,
    );
    for (const { row, column, packed: taps } of packed) {
      const rows = Math.min(band.rows, row.count - band.row);
      if (rows <= 0) continue;
      const dxRow = band.image * inHeight + band.row * strideHeight + row.start;
      routines.convolveRows(
        padded + (row.first - down.first) * rowBytes + (column.first - across.first) * pixelBytes,
        rowBytes,
        rowBytes,
        pixelBytes,
        taps,
        column.taps === 0 ? 0 : row.taps,
        column.taps * outChannels,
        rows,
        column.count,
        inChannels,
        scratch,
        dx + (dxRow * inWidth + column.start) * dxPixel,
        strideHeight * inWidth * dxPixel,
        strideWidth * dxPixel,
      );
    }
  }
}

interface RowsAndColumns {
  readonly down: Phases;
  readonly across: Phases;
}

function rowsAndColumns(shape: ConvolutionShape): RowsAndColumns {
  const { inHeight, inWidth, filterHeight, filterWidth, strideHeight, strideWidth } = shape;
  return {
    down: gradientPhases({
      size: inHeight,
      taps: filterHeight,
      stride: strideHeight,
      before: shape.top,
    }),
    across: gradientPhases({
      size: inWidth,
      taps: filterWidth,
      stride: strideWidth,
      before: shape.left,
    }),
  };
}

function packTaps(
  { routines, filter, to }: { routines: Routines; filter: number; to: number },
  shape: ConvolutionShape,
  { down, across }: RowsAndColumns,
): PackedTaps[] {
  const { filterWidth, inChannels, outChannels, strideHeight, strideWidth } = shape;
  return down.list.flatMap((row) =>
    across.list.map((column) => {
      const packed = to, last = row.lastTap * filterWidth + column.lastTap;
      routines.packTaps(
        filter + last * inChannels * outChannels * 4,
        filterWidth,
        inChannels,
        outChannels,
        strideHeight,
        strideWidth,
        row.taps,
        column.taps,
        packed,
      );
      to += row.taps * column.taps * tapBytes(shape);
      return { row, column, packed };
    })
  );
}

/** Bytes of one packed tap. */
function tapBytes({ inChannels, outChannels }: ConvolutionShape): number {
  return outChannels * Math.ceil(inChannels / PANEL_CHANNELS) * PANEL_CHANNELS * 4;
}

function dyLayout(shape: ConvolutionShape, { down, across }: RowsAndColumns): BandLayout {
  return bandLayout({
    outRows: down.count,
    columns: across.count - 1 + across.reach,
    channels: shape.outChannels,
    stepRows: 1,
    tapRows: down.reach,
    stepColumns: 1,
  }, BAND_BYTES);
}
