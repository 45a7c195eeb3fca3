import type { ConvolutionShape } from "./convolution_shape.ts";
import type { Routines } from "../heap/routines.ts";

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
  /** How many there are. */
  readonly rows: number;
}

/** How a band of the padded input lies in memory. */
export interface BandLayout {
  /** Rows of outputs in a whole band. */
  readonly bandRows: number;
  /** Columns of the padded input. */
  readonly columns: number;
  readonly rowBytes: number;
  readonly pixelBytes: number;
  /** Bytes that a band takes. */
  readonly bytes: number;
}

/**
 * Cuts a padded image into bands that stay near `wanted` bytes, so that a large one needs little
 * scratch memory and a small one stays in the cache.
 */
export function bandLayout(
  { outRows, columns, channels, stepRows, tapRows, stepColumns }: {
    outRows: number;
    columns: number;
    channels: number;
    stepRows: number;
    tapRows: number;
    stepColumns: number;
  },
  wanted: number,
): BandLayout {
  const pixelBytes = channels * 4, rowBytes = columns * pixelBytes;
  const most = Math.floor((wanted / rowBytes - tapRows) / stepRows) + 1;
  const bandRows = Math.min(outRows, Math.max(1, most));
  const padded = (bandRows - 1) * stepRows + tapRows;
  const past = READ_PAST * stepColumns * pixelBytes + READ_PAST * 4;
  return { bandRows, columns, rowBytes, pixelBytes, bytes: padded * rowBytes + past };
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

/** The layout of the bands of the input that patches of a convolution are read from. */
export function inputLayout(shape: ConvolutionShape, wanted: number): BandLayout {
  return bandLayout({
    outRows: shape.outHeight,
    columns: (shape.outWidth - 1) * shape.strideWidth + shape.filterWidth,
    channels: shape.inChannels,
    stepRows: shape.strideHeight,
    tapRows: shape.filterHeight,
    stepColumns: shape.strideWidth,
  }, wanted);
}

/** Writes the padded input of a band. */
export function padInput(
  { routines, x, to }: { routines: Routines; x: number; to: number },
  { shape, band, columns }: { shape: ConvolutionShape; band: Band; columns: number },
): void {
  const { inHeight, inWidth, inChannels, strideHeight, filterHeight, top, left } = shape;
  routines.padRows(
    x + band.image * inHeight * inWidth * inChannels * 4,
    inHeight,
    inWidth,
    inChannels,
    band.row * strideHeight - top,
    -left,
    (band.rows - 1) * strideHeight + filterHeight,
    columns,
    to,
  );
}
