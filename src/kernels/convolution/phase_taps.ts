import type { ConvolutionShape } from "./convolution_shape.ts";
import {
  type PackedTaps,
  packLine,
  type PlaneLayout,
  tapBytes,
  type Taps,
} from "./convolve_planes.ts";
import { gradientPhases, type Phase, type Phases } from "./gradient_phases.ts";
import type { Routines } from "../heap/routines.ts";

/** Every stride-th row and column, and the taps that reach them. */
export interface PhaseTaps {
  readonly row: Phase;
  readonly column: Phase;
  readonly taps: PackedTaps;
}

/** The phases of the rows and of the columns of the input of a convolution. */
export interface RowsAndColumns {
  readonly down: Phases;
  readonly across: Phases;
}

/** Both phases of a convolution. */
export function rowsAndColumns(shape: ConvolutionShape): RowsAndColumns {
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

/** Packs the taps of all phases, one behind the other. */
export function packPhases(
  { routines, filter, to }: { routines: Routines; filter: number; to: number },
  { shape, phases: { down, across }, layout }: {
    shape: ConvolutionShape;
    phases: RowsAndColumns;
    layout: PlaneLayout;
  },
): PhaseTaps[] {
  const { filterWidth, inChannels, outChannels, strideHeight, strideWidth } = shape;
  const tap = inChannels * outChannels * 4;
  return down.list.flatMap((row) =>
    across.list.map((column): PhaseTaps => {
      const sizes = { ...tapsOf(shape), tapRows: row.taps, tapColumns: column.taps };
      const first = filter + (row.lastTap * filterWidth + column.lastTap) * tap, offsets = to;
      to += tapBytes(sizes);
      if (inChannels === 1) {
        const rowStep = -strideHeight * filterWidth * tap, columnStep = -strideWidth * tap;
        const from = { routines, filter: first, rowStep, columnStep, to: offsets };
        return { row, column, taps: packLine(from, sizes, layout) };
      }
      const depth = row.taps * column.taps * outChannels, packed = offsets + depth * 4;
      routines.packTaps(
        first,
        filterWidth,
        inChannels,
        outChannels,
        strideHeight,
        strideWidth,
        row.taps,
        column.taps,
        packed,
      );
      const { stride, count } = layout;
      routines.tapOffsets(row.taps, column.taps, outChannels, stride, count, offsets);
      return { row, column, taps: { offsets, packed, counts: [depth] } };
    })
  );
}

/** The taps that the gradient of the input convolves dy with. */
export function tapsOf(shape: ConvolutionShape): Taps {
  const { filterHeight: tapRows, filterWidth: tapColumns, inChannels, outChannels } = shape;
  return { tapRows, tapColumns, inChannels: outChannels, outChannels: inChannels };
}
