import type { WindowSizes } from "../../src/kernels/heap/routines.ts";

/** The padding of rows, or columns, of an input and the filter that meets them. */
export interface Axis {
  readonly size: number;
  readonly taps: number;
  readonly stride?: number;
  readonly dilation?: number;
  readonly before?: number;
  /** As much as before, unless given. */
  readonly after?: number;
}

/** The windows of a filter on images. */
export function windowShape(
  { batch, rows, columns, channels }: {
    batch: number;
    rows: Axis;
    columns: Axis;
    channels: number;
  },
): WindowSizes & { readonly batch: number } {
  return {
    batch,
    height: rows.size,
    width: columns.size,
    channels,
    outHeight: outputsOf(rows),
    outWidth: outputsOf(columns),
    sizeHeight: rows.taps,
    sizeWidth: columns.taps,
    strideHeight: rows.stride ?? 1,
    strideWidth: columns.stride ?? 1,
    dilationHeight: rows.dilation ?? 1,
    dilationWidth: columns.dilation ?? 1,
    top: rows.before ?? 0,
    left: columns.before ?? 0,
  };
}

function outputsOf(
  { size, taps, stride = 1, dilation = 1, before = 0, after = before }: Axis,
): number {
  return Math.floor((size + before + after - (taps - 1) * dilation - 1) / stride) + 1;
}
