import type { BlockAt, Routines, WindowSizes } from "../heap/routines.ts";
import { type Call, makeCalls } from "../heap/threads/control.ts";

/** Outputs, or values of patches, whose sums are in one tile. */
export const TILE_ROWS = 5;
/** Channels side by side in a packed panel, unless there are few. */
export const PANEL_CHANNELS = 8;
/** Bytes of one packed tile of sums. */
export const TILE_BYTES = TILE_ROWS * PANEL_CHANNELS * 4;
/** Patches and values that the routines may read past the last one. */
const READ_PAST = 7;

/** Some rows of outputs of one image, and the padded rows of the input that they are made of. */
export interface Band {
  /** Position in the batch. */
  readonly image: number;
  /** The first of its rows of outputs. */
  readonly row: number;
  /** The number of them. */
  readonly rows: number;
}

/** The layout of a band of the padded input in memory. */
export interface BandLayout {
  /** Rows of outputs in a whole band. */
  readonly bandRows: number;
  /** Columns of the padded input. */
  readonly columns: number;
  /** Bytes that a band takes. */
  readonly bytes: number;
}

/** Rows of the padded input that so many rows of outputs are made of. */
export function paddedRows(
  { strideHeight, sizeHeight, dilationHeight }: WindowSizes,
  rows: number,
): number {
  return (rows - 1) * strideHeight + (sizeHeight - 1) * dilationHeight + 1;
}

/** Columns of the padded input. */
export function paddedColumns(
  { outWidth, strideWidth, sizeWidth, dilationWidth }: WindowSizes,
): number {
  return (outWidth - 1) * strideWidth + (sizeWidth - 1) * dilationWidth + 1;
}

/**
 * Rows of outputs in a band that stays near `wanted` bytes, so that a large image needs little scratch
 * memory and a small one stays in the cache.
 */
export function bandRowsOf(
  windows: WindowSizes,
  { rowBytes, wanted }: { rowBytes: number; wanted: number },
): number {
  const first = paddedRows(windows, 1);
  const most = Math.floor((wanted / rowBytes - first) / windows.strideHeight) + 1;
  return Math.min(windows.outHeight, Math.max(1, most));
}

/** Cuts a padded image into bands that stay near `wanted` bytes. */
export function bandLayout(windows: WindowSizes, wanted: number): BandLayout {
  const columns = paddedColumns(windows), pixelBytes = windows.channels * 4;
  const rowBytes = columns * pixelBytes, bandRows = bandRowsOf(windows, { rowBytes, wanted });
  const past = READ_PAST * windows.strideWidth * pixelBytes + READ_PAST * 4;
  return { bandRows, columns, bytes: paddedRows(windows, bandRows) * rowBytes + past };
}

/** All bands of a batch, image after image and from top to bottom. */
export function* bands(
  { batch, outRows, bandRows }: { batch: number; outRows: number; bandRows: number },
): Iterable<Band> {
  for (let image = 0; image < batch; image++) {
    for (let row = 0; row < outRows; row += bandRows) {
      yield { image, row, rows: Math.min(bandRows, outRows - row) };
    }
  }
}

/** Writes the padded input of a band. */
export function padInput(
  { routines, ...places }: PadPlaces & { readonly routines: Routines },
  padded: PaddedBand,
): void {
  makeCalls([padInputCall(places, padded)], { routines, scratch: 0 });
}

/** The call that does so. */
export function padInputCall(
  { at, x, to }: PadPlaces,
  { windows, band, columns }: PaddedBand,
): Call {
  const image = x + band.image * imageBytes(windows), first = band.row * windows.strideHeight;
  return ["padRows", at, image, first, paddedRows(windows, band.rows), columns, to];
}

/** The places of the sizes of windows, of images, and of a padded band. */
interface PadPlaces {
  readonly at: BlockAt<"WindowSizes">;
  readonly x: number;
  readonly to: number;
}

/** A band, and the columns that it has when it is padded. */
interface PaddedBand {
  readonly windows: WindowSizes;
  readonly band: Band;
  readonly columns: number;
}

/** Bytes of an image. */
export function imageBytes({ height, width, channels }: WindowSizes): number {
  return height * width * channels * 4;
}
