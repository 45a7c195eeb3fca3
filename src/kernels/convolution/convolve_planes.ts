import type { Routines, WindowSizes } from "../heap/routines.ts";
import { bandRowsOf, paddedColumns, paddedRows, PANEL_CHANNELS } from "./patches.ts";

/** Room for outputs that are not written at once where they belong. */
export const EDGE_BYTES = 40 * 4;
/** Values past the last patch that the routines may read. */
const READ_PAST = 35;

/**
 * The layout of a band of padded rows, one channel behind the other: the values of neighbouring
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
export function planeLayout(windows: WindowSizes, wanted: number): PlaneLayout {
  const { strideWidth: stride, channels } = windows;
  const count = Math.ceil(paddedColumns(windows) / stride),
    rowBytes = count * stride * channels * 4;
  const bandRows = bandRowsOf(windows, { rowBytes, wanted });
  const bytes = paddedRows(windows, bandRows) * rowBytes + READ_PAST * 4;
  return { bandRows, stride, count, rowBytes, bytes };
}

/** Taps of a filter that are convolved with a band. */
export interface Taps {
  readonly tapRows: number;
  readonly tapColumns: number;
  /** Of the band. */
  readonly channels: number;
  /** Of what is written. */
  readonly outChannels: number;
}

/** Taps as the routines take them, and where the values that they meet lie in a patch. */
export interface PackedTaps {
  readonly offsets: number;
  readonly packed: number;
  /** Those that are taken three side by side, of a single channel only. */
  readonly threes: number;
  /** Those that are taken one by one. */
  readonly depth: number;
}

/** Bytes that packed taps and their offsets take at most. */
export function tapBytes({ tapRows, tapColumns, channels, outChannels }: Taps): number {
  return tapRows * tapColumns * channels * (4 + panelBytes(outChannels));
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
  { tapRows, tapColumns, channels }: Taps,
  { stride, count }: PlaneLayout,
): PackedTaps {
  const packed = offsets + tapRows * tapColumns * channels * 4;
  const from = [
    filter,
    rowStep,
    columnStep,
    tapRows,
    tapColumns,
    channels,
    stride,
    count,
  ] as const;
  const threes = routines.packLine(...from, true, offsets, packed);
  const depth = routines.packLine(...from, false, offsets + 4 * threes, packed + 12 * threes);
  return { offsets, packed, threes, depth };
}
