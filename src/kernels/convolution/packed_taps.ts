import type { Routines } from "../heap/routines.ts";
import { PANEL_CHANNELS } from "./patches.ts";
import type { PlaneLayout } from "./plane_layout.ts";

/** Room for outputs that are not written at once where they belong. */
export const EDGE_BYTES = 40 * 4;

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
  /** Groups of three of them side by side, of a single channel only. */
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
