import type { ConvolutionShape } from "./convolution_shape.ts";
import {
  type PackedTaps,
  packLine,
  type PlaneLayout,
  tapBytes,
  type Taps,
} from "./convolve_planes.ts";
import { gradientPhases, type Phase, type Phases } from "./gradient_phases.ts";
import type { BlockAt, Routines } from "../heap/routines.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** Every stride-th row and column, the taps that reach them, and the rows of dx that they make. */
export type PhaseTaps = PackedTaps & {
  readonly row: Phase;
  readonly column: Phase;
  readonly convolved: BlockAt<"ConvolvedRows">;
};

/** The phases of the rows and of the columns of the input of a convolution. */
export interface RowsAndColumns {
  readonly down: Phases;
  readonly across: Phases;
}

/** Both phases of a convolution. */
export function rowsAndColumns(shape: ConvolutionShape): RowsAndColumns {
  const { height, width, sizeHeight, sizeWidth, strideHeight, strideWidth } = shape;
  return {
    down: gradientPhases({
      size: height,
      taps: sizeHeight,
      stride: strideHeight,
      before: shape.top,
    }),
    across: gradientPhases({
      size: width,
      taps: sizeWidth,
      stride: strideWidth,
      before: shape.left,
    }),
  };
}

/** Bytes that `packPhases` takes. */
export function phaseBytes(
  { shape, phases: { down, across } }: { shape: ConvolutionShape; phases: RowsAndColumns },
): number {
  // Every tap belongs to one phase.
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
      const taps = packTaps({ routines, filter, to: offsets }, { shape, row, column, layout });
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

/** Packs the taps of one phase. */
function packTaps(
  { routines, filter, to: offsets }: { routines: Routines; filter: number; to: number },
  { shape, row, column, layout }: {
    shape: ConvolutionShape;
    row: Phase;
    column: Phase;
    layout: PlaneLayout;
  },
): PackedTaps {
  const { sizeWidth, channels, outChannels, strideHeight, strideWidth } = shape;
  const { stride, count } = layout, tap = channels * outChannels * 4;
  const first = filter + (row.lastTap * sizeWidth + column.lastTap) * tap;
  const sizes = { ...tapsOf(shape), tapRows: row.taps, tapColumns: column.taps };
  if (channels === 1) {
    const rowStep = -strideHeight * sizeWidth * tap, columnStep = -strideWidth * tap;
    return packLine({ routines, filter: first, rowStep, columnStep, to: offsets }, sizes, layout);
  }
  const depth = row.taps * column.taps * outChannels, packed = offsets + depth * 4;
  routines.packTaps(
    first,
    sizeWidth,
    channels,
    outChannels,
    strideHeight,
    strideWidth,
    row.taps,
    column.taps,
    packed,
  );
  routines.tapOffsets(row.taps, column.taps, outChannels, stride, count, offsets);
  return { offsets, packed, threes: 0, depth };
}

/** The taps that the gradient of the input convolves dy with. */
function tapsOf(shape: ConvolutionShape): Taps {
  const { sizeHeight: tapRows, sizeWidth: tapColumns, channels, outChannels } = shape;
  return { tapRows, tapColumns, channels: outChannels, outChannels: channels };
}
