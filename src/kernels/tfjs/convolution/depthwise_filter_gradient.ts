import type { DepthwiseShape } from "./depthwise_shape.ts";
import {
  type BandLayout,
  bandLayout,
  bands,
  paddedRows,
  padInput,
} from "../../convolution/patches.ts";
import type { Routines } from "../../heap/routines.ts";
import { blockBytes, writeBlock } from "../../heap/write_block.ts";

/** Bytes of padded input at once: it is read once for every three taps, so it stays in the cache. */
const BAND_BYTES = 1 << 14;

/** The operands, as byte offsets. */
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
  const { bytes } = layout(shape), { multiplier } = shape;
  return blockBytes("WindowSizes") + (multiplier === 1 ? bytes : bytes * (1 + multiplier));
}

/**
 * The gradient [sizeHeight, sizeWidth, channels, multiplier] of a depthwise filter, from x
 * [batch, height, width, channels] and dy [batch, outHeight, outWidth, channels · multiplier].
 * At least one output is expected.
 *
 * With a multiplier, each channel of the input is repeated so often first.
 */
export function depthwiseFilterGradient(
  { routines, x, dy, scratch, gradient }: DepthwiseFilterGradientOperands,
  shape: DepthwiseShape,
): void {
  const { batch, channels, outHeight, outWidth, outChannels, multiplier } = shape;
  const { bandRows, columns, bytes } = layout(shape);
  const windows = writeBlock({ routines, name: "WindowSizes", at: scratch }, shape);
  const padded = scratch + blockBytes("WindowSizes");
  const repeated = multiplier === 1 ? padded : padded + bytes;
  for (const band of bands({ batch, outRows: outHeight, bandRows })) {
    padInput({ routines, at: windows, x, to: padded }, { windows: shape, band, columns });
    if (multiplier !== 1) {
      const pixels = paddedRows(shape, band.rows) * columns;
      routines.repeatChannels(padded, pixels * channels, multiplier, repeated);
    }
    routines.depthwiseFilterGradient(
      windows,
      repeated,
      columns,
      dy + (band.image * outHeight + band.row) * outWidth * outChannels * 4,
      band.rows,
      outChannels,
      band.image > 0 || band.row > 0,
      gradient,
    );
  }
}

function layout(shape: DepthwiseShape): BandLayout {
  return bandLayout(shape, BAND_BYTES / shape.multiplier);
}
