import type { ConvolutionShape } from "./convolution_shape.ts";
import { bands, imageBytes, paddedRows } from "./patches.ts";
import { EDGE_BYTES, packBias, panelBytes, planeLayout } from "./convolve_planes.ts";
import { dyWindows } from "./dy_windows.ts";
import { gradientPhases } from "./gradient_phases.ts";
import { packPhases, phaseBytes } from "./phase_taps.ts";
import type { Routines } from "../heap/routines.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** Bytes of padded dy at once: half of a second-level cache. */
const BAND_BYTES = 1 << 18;

/** The operands, as byte offsets. */
export interface InputGradientOperands {
  readonly routines: Routines;
  readonly dy: number;
  readonly filter: number;
  /** [channels], added to every pixel of dx; 0 where there is none. */
  readonly bias: number;
  readonly scratch: number;
  readonly dx: number;
}

/** Bytes of scratch memory that `inputGradient` needs. */
export function inputGradientScratch(shape: ConvolutionShape): number {
  const phases = gradientPhases(shape),
    { bytes } = planeLayout(dyWindows(shape, phases), BAND_BYTES);
  const bias = panelBytes(shape.channels);
  return blockBytes("WindowSizes") + EDGE_BYTES + bias + phaseBytes(shape, phases) + bytes;
}

/**
 * The gradient dx [batch, height, width, channels] of the input of a convolution, from dy
 * [batch, outHeight, outWidth, outChannels] and the filter
 * [sizeHeight, sizeWidth, channels, outChannels].
 *
 * For stride 1 it is the convolution of dy with the filter turned around and its channels swapped;
 * for stride s it is s² of them, each with the taps that reach every s-th row and column (Shi et
 * al., "Is the deconvolution layer the same as a convolutional layer?", 2016).
 */
export function inputGradient(
  { routines, dy, filter, bias, scratch, dx }: InputGradientOperands,
  shape: ConvolutionShape,
): void {
  const { batch, height, width, channels, strideHeight } = shape;
  const phases = gradientPhases(shape), { down, across } = phases;
  const sizes = dyWindows(shape, phases), layout = planeLayout(sizes, BAND_BYTES);
  const { bandRows, count, rowBytes } = layout;
  const edge = scratch + blockBytes("WindowSizes"), biasAt = edge + EDGE_BYTES;
  const tapsAt = biasAt + panelBytes(channels), planes = tapsAt + phaseBytes(shape, phases);
  const packedBias = packBias({ routines, bias, to: biasAt }, channels);
  const packed = packPhases({ routines, filter, to: tapsAt }, { shape, phases, layout });
  const windows = writeBlock({ routines, name: "WindowSizes", at: scratch }, sizes);
  for (const { image, row, rows } of bands({ batch, outRows: down.count, bandRows })) {
    const from = dy + image * imageBytes(sizes);
    routines.padPlanes(windows, from, row, paddedRows(sizes, rows), count, planes);
    for (const phase of packed) {
      const phaseRows = Math.min(rows, phase.row.count - row);
      if (phaseRows <= 0) continue;
      const { convolved, offsets, packed } = phase;
      const patch = planes + (phase.row.first - down.first) * rowBytes +
        (phase.column.first - across.first) * 4;
      const firstRow = image * height + row * strideHeight + phase.row.start;
      const out = dx + (firstRow * width + phase.column.start) * channels * 4;
      routines.convolveRows(convolved, patch, offsets, packed, packedBias, phaseRows, edge, out);
    }
  }
}
