import type { ConvolutionShape } from "./convolution_shape.ts";
import { type PackedTaps, packLine, tapBytes, type Taps } from "./packed_taps.ts";
import type { PlaneLayout } from "./plane_layout.ts";
import type { Phase, RowsAndColumns } from "./gradient_phases.ts";
import type { BlockAt, Routines } from "../heap/routines.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** Every stride-th row and column, the taps that reach them, and the rows of dx that they make. */
export type PhaseTaps = PackedTaps & {
  readonly row: Phase;
  readonly column: Phase;
  readonly convolved: BlockAt<"ConvolvedRows">;
};

/** Bytes that `packPhases` takes. */
export function phaseBytes(shape: ConvolutionShape, { down, across }: RowsAndColumns): number {
  // A tap belongs to one phase at most.
  return down.list.length * across.list.length * blockBytes("ConvolvedRows") +
    tapBytes(tapsOf(shape));
}

/** Packs the taps of all phases, each behind the block of its sizes. */
export function packPhases(
  { routines, filter, to }: { routines: Routines; filter: number; to: number },
  { shape, phases: { down, across }, layout }: {
    shape: ConvolutionShape;
    phases: RowsAndColumns;
    layout: PlaneLayout;
  },
): PhaseTaps[] {
  const { width, channels, strideHeight, strideWidth } = shape, pixel = channels * 4;
  return down.list.flatMap((row) =>
    across.list.map((column): PhaseTaps => {
      const at = to, offsets = at + blockBytes("ConvolvedRows");
      const sizes = { ...tapsOf(shape), tapRows: row.taps, tapColumns: column.taps };
      to = offsets + tapBytes(sizes);
      const lastTap = row.lastTap * shape.sizeWidth + column.lastTap;
      const from = filter + lastTap * pixel * shape.outChannels;
      const taps = packTaps({ routines, filter: from, to: offsets }, { shape, sizes, layout });
      const convolved = writeBlock({ routines, name: "ConvolvedRows", at }, {
        stepRow: layout.rowBytes,
        threes: taps.threes,
        depth: taps.depth,
        pixels: column.count,
        channels,
        outRow: strideHeight * width * pixel,
        outPixel: strideWidth * pixel,
      });
      return { row, column, convolved, ...taps };
    })
  );
}

/** Packs the taps of one phase, of which `filter` is the last. */
function packTaps(
  { routines, filter, to: offsets }: { routines: Routines; filter: number; to: number },
  { shape, sizes, layout }: { shape: ConvolutionShape; sizes: Taps; layout: PlaneLayout },
): PackedTaps {
  const { sizeWidth, channels, outChannels, strideHeight, strideWidth } = shape;
  const { tapRows, tapColumns } = sizes, { stride, count } = layout;
  if (channels === 1) {
    const tap = outChannels * 4;
    const rowStep = -strideHeight * sizeWidth * tap, columnStep = -strideWidth * tap;
    return packLine({ routines, filter, rowStep, columnStep, to: offsets }, sizes, layout);
  }
  const depth = tapRows * tapColumns * outChannels, packed = offsets + depth * 4;
  routines.packTaps(
    filter,
    sizeWidth,
    channels,
    outChannels,
    strideHeight,
    strideWidth,
    tapRows,
    tapColumns,
    packed,
  );
  routines.tapOffsets(tapRows, tapColumns, outChannels, stride, count, offsets);
  return { offsets, packed, threes: 0, depth };
}

/** The taps that the gradient of the input convolves dy with. */
function tapsOf(shape: ConvolutionShape): Taps {
  const { sizeHeight: tapRows, sizeWidth: tapColumns, channels, outChannels } = shape;
  return { tapRows, tapColumns, channels: outChannels, outChannels: channels };
}
