import type { DepthwiseShape } from "./depthwise_shape.ts";
import {
  type BandLayout,
  bandLayout,
  bands,
  paddedRows,
  padInput,
} from "../../convolution/patches.ts";
import type { Routines } from "../../heap/routines.ts";
import { places } from "../../heap/places.ts";
import { blockBytes, writeBlock } from "../../heap/write_block.ts";

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
  return bandsOf(shape).bandRows;
}

/** Bytes of scratch memory that `depthwiseFilterGradient` needs. */
export function depthwiseFilterGradientScratch(shape: DepthwiseShape): number {
  return scratchOf(shape).bytes;
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
  const { at, layout: { bandRows, columns } } = scratchOf(shape, scratch);
  const windows = writeBlock({ routines, name: "WindowSizes", at: at.windows }, shape);
  const repeated = multiplier === 1 ? at.band : at.repeated;
  for (const band of bands({ batch, outRows: outHeight, bandRows })) {
    padInput({ routines, at: windows, x, to: at.band }, { windows: shape, band, columns });
    if (multiplier !== 1) {
      const pixels = paddedRows(shape, band.rows) * columns;
      routines.repeatChannels(at.band, pixels * channels, multiplier, repeated);
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

/** Bytes of padded input at once: it is read once for every three taps, so it stays in the cache. */
const BAND_BYTES = 1 << 14;

function scratchOf(shape: DepthwiseShape, start = 0) {
  const layout = bandsOf(shape), { multiplier } = shape;
  const sizes = {
    windows: blockBytes("WindowSizes"),
    band: layout.bytes,
    repeated: multiplier === 1 ? 0 : layout.bytes * multiplier,
  };
  return { layout, ...places(sizes, start) };
}

function bandsOf(shape: DepthwiseShape): BandLayout {
  return bandLayout(shape, BAND_BYTES / shape.multiplier);
}
