import { bandLayout, PANEL_CHANNELS } from "./patches.ts";
import type { Routines } from "../heap/routines.ts";

/** Room for outputs that are not written at once where they belong. */
export const EDGE_BYTES = 40 * 4;
/** Values past the last patch that the routines may read. */
const READ_PAST = 35;

/**
 * How a band of padded rows lies in memory, one channel behind the other: the values of neighbouring
 * patches are side by side, so that one load takes those of four.
 */
export interface PlaneLayout {
  /** Rows of outputs in a whole band. */
  readonly bandRows: number;
  /** Columns from the patch of an output to that of its neighbour: so many runs hold a row. */
  readonly stride: number;
  /** Columns in a run. */
  readonly count: number;
  readonly rowBytes: number;
  /** Bytes that a band takes. */
  readonly bytes: number;
}

/** Cuts a padded image into bands that stay near `wanted` bytes. */
export function planeLayout(
  { columns, stride, ...sizes }: {
    outRows: number;
    columns: number;
    channels: number;
    stepRows: number;
    tapRows: number;
    stride: number;
  },
  wanted: number,
): PlaneLayout {
  const count = Math.ceil(columns / stride);
  const layout = bandLayout({ ...sizes, columns: count * stride, stepColumns: 1 }, wanted);
  const { bandRows, rowBytes } = layout;
  const padded = (bandRows - 1) * sizes.stepRows + sizes.tapRows;
  return { bandRows, stride, count, rowBytes, bytes: padded * rowBytes + READ_PAST * 4 };
}

/** Taps of a filter that are convolved with a band. */
export interface Taps {
  readonly tapRows: number;
  readonly tapColumns: number;
  /** Of the band. */
  readonly inChannels: number;
  /** Of what is written. */
  readonly outChannels: number;
}

/** Taps as the routines take them, and where the values that they meet lie in a patch. */
export interface PackedTaps {
  readonly offsets: number;
  readonly packed: number;
  /** How many there are of both, or, of a single channel, in threes and singly. */
  readonly counts: readonly number[];
}

/** Bytes that packed taps and their offsets take at most. */
export function tapBytes({ tapRows, tapColumns, inChannels, outChannels }: Taps): number {
  return tapRows * tapColumns * inChannels * (4 + panelBytes(outChannels));
}

/** Bytes of a value for each of so many channels, in whole panels. */
export function panelBytes(channels: number): number {
  return Math.ceil(channels / PANEL_CHANNELS) * PANEL_CHANNELS * 4;
}

/** Copies biases, so that whole panels of them can be read; returns where they are, or 0. */
export function packBias(
  { routines, bias, to }: { routines: Routines; bias: number; to: number },
  channels: number,
): number {
  if (bias === 0) return 0;
  routines.packBlock(bias, 0, channels, 1, false, routines.panelWidth(channels), to);
  return to;
}

/** Writes rows of outputs: the patches of a band times packed taps, plus the packed bias. */
export function convolveBand(
  { routines, patch, taps: { offsets, packed, counts }, bias, edge, out }: {
    routines: Routines;
    /** The first one. */
    patch: number;
    taps: PackedTaps;
    bias: number;
    edge: number;
    out: number;
  },
  { stepRow, rows, pixels, channels, outRow, outPixel }: {
    /** Bytes from the patch of an output to that of the one below. */
    stepRow: number;
    rows: number;
    pixels: number;
    channels: number;
    /** Bytes from one row of outputs to the next. */
    outRow: number;
    outPixel: number;
  },
): void {
  const from = [patch, stepRow, offsets, packed] as const;
  const to = [edge, out, outRow, outPixel] as const;
  const [first, singles] = counts;
  if (channels === 1) {
    routines.convolveLines(...from, first, singles, bias, rows, pixels, ...to);
  } else routines.convolveRows(...from, first, bias, rows, pixels, channels, ...to);
}

/** Packs taps to a single channel, which are so many bytes apart. */
export function packLine(
  { routines, filter, rowStep, columnStep, to: offsets }: {
    routines: Routines;
    /** The first one. */
    filter: number;
    rowStep: number;
    columnStep: number;
    to: number;
  },
  { tapRows, tapColumns, inChannels }: Taps,
  { stride, count }: PlaneLayout,
): PackedTaps {
  const packed = offsets + tapRows * tapColumns * inChannels * 4;
  const from = [
    filter,
    rowStep,
    columnStep,
    tapRows,
    tapColumns,
    inChannels,
    stride,
    count,
  ] as const;
  const threes = routines.packLine(...from, true, offsets, packed);
  const singles = routines.packLine(...from, false, offsets + 4 * threes, packed + 12 * threes);
  return { offsets, packed, counts: [threes, singles] };
}
