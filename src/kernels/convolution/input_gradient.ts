import type { ConvolutionShape } from "./convolution_shape.ts";
import { type Band, bands, imageBytes, paddedRows } from "./patches.ts";
import { EDGE_BYTES, packBias, panelBytes } from "./packed_taps.ts";
import { planeLayout } from "./plane_layout.ts";
import { dyWindows } from "./dy_windows.ts";
import { gradientPhases } from "./gradient_phases.ts";
import { packPhases, phaseBytes } from "./phase_taps.ts";
import type { Routines } from "../heap/routines.ts";
import { places } from "../heap/places.ts";
import { type Call, inScratch } from "../heap/threads/control.ts";
import { partsOfList } from "../heap/threads/ranges_of.ts";
import type { Share } from "../heap/threads/share_work.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** The operands, as byte offsets. */
export interface InputGradientOperands {
  readonly routines: Routines;
  readonly share: Share;
  readonly dy: number;
  readonly filter: number;
  /** [channels], added to every pixel of dx; 0 where there is none. */
  readonly bias: number;
  readonly scratch: number;
  readonly dx: number;
}

/** Bytes of scratch memory that `inputGradient` needs, besides that of each thread. */
export function inputGradientScratch(shape: ConvolutionShape): number {
  return scratchOf(shape).bytes;
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
  { routines, share, dy, filter, bias, scratch, dx }: InputGradientOperands,
  shape: ConvolutionShape,
): void {
  const { batch, height, width, channels, strideHeight } = shape;
  const { at, phases, sizes, layout } = scratchOf(shape, scratch), { down, across } = phases;
  const { bandRows, count: planes, rowBytes } = layout;
  const packedBias = packBias({ routines, bias, to: at.bias }, channels);
  const packed = packPhases({ routines, filter, to: at.taps }, { shape, phases, layout });
  const windows = writeBlock({ routines, name: "WindowSizes", at: at.windows }, sizes);
  const own = places({ edge: EDGE_BYTES, band: layout.bytes });
  const edge = inScratch(own.at.edge), padded = inScratch(own.at.band);
  const callsOf = ({ image, row, rows }: Band): Call[] => {
    const from = dy + image * imageBytes(sizes);
    const calls = packed.flatMap((phase): Call[] => {
      const phaseRows = Math.min(rows, phase.row.count - row);
      if (phaseRows <= 0) return [];
      const { convolved, offsets, packed } = phase;
      const patch = padded + (phase.row.first - down.first) * rowBytes +
        (phase.column.first - across.first) * 4;
      const firstRow = image * height + row * strideHeight + phase.row.start;
      const out = dx + (firstRow * width + phase.column.start) * channels * 4;
      return [[
        "convolveRows",
        convolved,
        patch,
        offsets,
        packed,
        packedBias,
        phaseRows,
        edge,
        out,
      ]];
    });
    return [["padPlanes", windows, from, row, paddedRows(sizes, rows), planes, padded], ...calls];
  };
  const all = [...bands({ batch, outRows: down.count, bandRows })];
  share({
    kind: "input gradient",
    operations: batch * shape.outHeight * shape.outWidth * shape.outChannels * shape.sizeHeight *
      shape.sizeWidth * channels,
    scratchBytes: own.bytes,
    parts: (count) => partsOfList(all, count).map((part) => part.flatMap(callsOf)),
  });
}

/** Bytes of padded dy at once: half of a second-level cache. */
const BAND_BYTES = 1 << 18;

function scratchOf(shape: ConvolutionShape, start = 0) {
  const phases = gradientPhases(shape), sizes = dyWindows(shape, phases);
  const layout = planeLayout(sizes, BAND_BYTES);
  const parts = {
    windows: blockBytes("WindowSizes"),
    bias: panelBytes(shape.channels),
    taps: phaseBytes(shape, phases),
  };
  return { phases, sizes, layout, ...places(parts, start) };
}
