import type { WindowSizes } from "../heap/routines.ts";
import { bandRowsOf, paddedColumns, paddedRows } from "./patches.ts";

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
