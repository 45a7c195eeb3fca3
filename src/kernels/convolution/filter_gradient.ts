import type { ConvolutionShape } from "./convolution_shape.ts";
import {
  type BandLayout,
  bandLayout,
  bands,
  padInputCall,
  PANEL_CHANNELS,
  TILE_BYTES,
  TILE_ROWS,
} from "./patches.ts";
import type { Routines } from "../heap/routines.ts";
import { places } from "../heap/places.ts";
import { type Call, inScratch } from "../heap/threads/control.ts";
import { rangesOf } from "../heap/threads/ranges_of.ts";
import type { Share } from "../heap/threads/share_work.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** The operands, as byte offsets. */
export interface FilterGradientOperands {
  readonly routines: Routines;
  readonly share: Share;
  readonly x: number;
  readonly dy: number;
  readonly scratch: number;
  readonly gradient: number;
}

/** Rows of outputs whose share of the gradient is summed apart, and then added to the others. */
export function filterGradientRows(shape: ConvolutionShape): number {
  return bandsOf(shape).bandRows;
}

/** Bytes of scratch memory that `filterGradient` needs, besides that of each thread. */
export function filterGradientScratch(shape: ConvolutionShape): number {
  const windows = blockBytes("WindowSizes");
  return isCheaperSwapped(shape) ? filterBytes(shape) + windows : windows;
}

/**
 * The gradient [sizeHeight, sizeWidth, channels, outChannels] of a filter, from x
 * [batch, height, width, channels] and dy [batch, outHeight, outWidth, outChannels]: the sum
 * over all outputs of their patch of x times dy. At least one output is expected.
 *
 * With stride 1 it is also, turned around, the sum over all inputs of their patch of dy times x:
 * that is taken where dy has so few channels that most lanes would be idle.
 */
export function filterGradient(operands: FilterGradientOperands, shape: ConvolutionShape): void {
  if (!isCheaperSwapped(shape)) {
    sumBands(operands, shape);
    return;
  }
  const { routines, share, x, dy, scratch: turned, gradient } = operands;
  const { channels, outChannels, sizeHeight, sizeWidth } = shape;
  const scratch = turned + filterBytes(shape);
  sumBands({ routines, share, x: dy, dy: x, scratch, gradient: turned }, swapped(shape));
  const tapBytes = channels * outChannels * 4, taps = sizeHeight * sizeWidth;
  for (let tap = 0; tap < taps; tap++) {
    const source = turned + (taps - 1 - tap) * tapBytes, to = gradient + tap * tapBytes;
    // A panel as wide as there are rows is their transpose.
    routines.packBlock(source, channels * 4, outChannels, channels, true, outChannels, to);
  }
}

/** Tells where x and dy change places: as many products, but fewer of them in idle lanes. */
export function isCheaperSwapped(shape: ConvolutionShape): boolean {
  const { strideHeight, strideWidth } = shape;
  return strideHeight === 1 && strideWidth === 1 && cost(swapped(shape)) < cost(shape);
}

/** The products of all tiles for a row of taps, those in idle lanes included. */
function cost({ channels, outChannels, sizeWidth, outHeight, outWidth }: ConvolutionShape) {
  const tiles = Math.ceil(sizeWidth * channels / TILE_ROWS) *
    Math.ceil(outChannels / PANEL_CHANNELS);
  return tiles * outHeight * outWidth;
}

/** The convolution of dy with x in place of a filter's outputs. */
function swapped(shape: ConvolutionShape): ConvolutionShape {
  return {
    ...shape,
    height: shape.outHeight,
    width: shape.outWidth,
    channels: shape.outChannels,
    outHeight: shape.height,
    outWidth: shape.width,
    outChannels: shape.channels,
    top: shape.sizeHeight - 1 - shape.top,
    left: shape.sizeWidth - 1 - shape.left,
  };
}

function sumBands(
  { routines, share, x, dy, scratch, gradient }: FilterGradientOperands,
  shape: ConvolutionShape,
): void {
  const { batch, outHeight, outWidth, outChannels, sizeHeight, sizeWidth, channels } = shape;
  const { bandRows, columns, bytes } = bandsOf(shape), stride = outChannels * 4;
  const windows = writeBlock({ routines, name: "WindowSizes", at: scratch }, shape);
  // The routine keeps a tile of sums there, and the last channels of dy behind it.
  const own = places({ tile: TILE_BYTES + lastChannelBytes(shape), band: bytes });
  const tile = inScratch(own.at.tile), band = inScratch(own.at.band);
  const all = [...bands({ batch, outRows: outHeight, bandRows })];
  /** The calls that sum a block of the gradient, from the first band to the last. */
  const callsOf = ({ tap, taps, channel, width }: Block): Call[] =>
    all.flatMap(({ image, row, rows }): Call[] => [
      padInputCall({ at: windows, x, to: band }, {
        windows: shape,
        band: { image, row, rows },
        columns,
      }),
      [
        "filterGradient",
        ...[windows, band + tap * columns * channels * 4, columns] as const,
        dy + (image * outHeight + row) * outWidth * stride + channel * 4,
        ...[rows, taps, width, stride, Number(image > 0 || row > 0), tile] as const,
        gradient + tap * sizeWidth * channels * stride + channel * 4,
      ],
    ]);
  share({
    kind: "filter gradient",
    operations: batch * outHeight * outWidth * outChannels * sizeHeight * sizeWidth * channels,
    scratchBytes: own.bytes,
    parts: (count) => blocksOf(shape, count).map(callsOf),
  });
}

/** Some rows of taps of a filter, and some of the channels that it leads to. */
interface Block {
  readonly tap: number;
  readonly taps: number;
  readonly channel: number;
  readonly width: number;
}

/** A filter in about so many blocks: by its channels, and where these are few by rows of taps as well. */
function blocksOf({ sizeHeight, outChannels }: ConvolutionShape, count: number): Block[] {
  const channels = rangesOf(outChannels, { parts: count, step: PANEL_CHANNELS });
  const taps = rangesOf(sizeHeight, { parts: Math.ceil(count / channels.length), step: 1 });
  return taps.flatMap((tap) =>
    channels.map(({ from, size }) => ({
      tap: tap.from,
      taps: tap.size,
      channel: from,
      width: size,
    }))
  );
}

/** Bytes of padded input at once: few enough to stay in a cache, enough sums for each tile. */
const BAND_BYTES = 1 << 16;

function bandsOf(shape: ConvolutionShape): BandLayout {
  return bandLayout(shape, BAND_BYTES);
}

function filterBytes(shape: ConvolutionShape): number {
  return shape.sizeHeight * shape.sizeWidth * shape.channels * shape.outChannels * 4;
}

/** Room for the last channels of a band of dy where they do not fill a panel. */
function lastChannelBytes(shape: ConvolutionShape): number {
  if (shape.outChannels % PANEL_CHANNELS === 0) return 0;
  return filterGradientRows(shape) * shape.outWidth * PANEL_CHANNELS * 4;
}
