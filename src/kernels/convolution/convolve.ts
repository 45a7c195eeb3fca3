import type { ConvolutionShape } from "./convolution_shape.ts";
import { bands, imageBytes, paddedRows } from "./patches.ts";
import {
  EDGE_BYTES,
  packBias,
  type PackedTaps,
  packLine,
  panelBytes,
  tapBytes,
  type Taps,
} from "./packed_taps.ts";
import { type PlaneLayout, planeLayout } from "./plane_layout.ts";
import type { Routines } from "../heap/routines.ts";
import { places } from "../heap/places.ts";
import { type Call, inScratch } from "../heap/threads/control.ts";
import { partsOfList } from "../heap/threads/ranges_of.ts";
import type { Share } from "../heap/threads/share_work.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** The operands, as byte offsets. */
export interface ConvolveOperands {
  readonly routines: Routines;
  readonly share: Share;
  readonly x: number;
  readonly filter: number;
  /** 0 where there is none. */
  readonly bias: number;
  readonly scratch: number;
  readonly y: number;
}

/** Bytes of scratch memory that `convolve` needs, besides that of each thread. */
export function convolveScratch(shape: ConvolutionShape): number {
  return scratchOf(shape).bytes;
}

/**
 * y = x * filter + bias, with x [batch, height, width, channels], filter
 * [sizeHeight, sizeWidth, channels, outChannels], bias [outChannels] and y
 * [batch, outHeight, outWidth, outChannels].
 */
export function convolve(
  { routines, share, x, filter, bias, scratch, y }: ConvolveOperands,
  shape: ConvolutionShape,
): void {
  const { batch, outHeight, outWidth, outChannels, strideHeight } = shape;
  const { at, layout } = scratchOf(shape, scratch);
  const { bandRows, count: planes, rowBytes } = layout;
  const packedBias = packBias({ routines, bias, to: at.bias }, outChannels);
  const taps = packTaps({ routines, filter, to: at.taps }, tapsOf(shape), layout);
  const { offsets, packed, threes, depth } = taps, pixel = outChannels * 4;
  const windows = writeBlock({ routines, name: "WindowSizes", at: at.windows }, shape);
  const convolved = writeBlock({ routines, name: "ConvolvedRows", at: at.convolved }, {
    stepRow: strideHeight * rowBytes,
    threes,
    depth,
    pixels: outWidth,
    channels: outChannels,
    outRow: outWidth * pixel,
    outPixel: pixel,
  });
  const own = places({ edge: EDGE_BYTES, band: layout.bytes });
  const edge = inScratch(own.at.edge), padded = inScratch(own.at.band);
  const all = [...bands({ batch, outRows: outHeight, bandRows })];
  share({
    kind: "convolution",
    operations: batch * outHeight * outWidth * outChannels * shape.sizeHeight * shape.sizeWidth *
      shape.channels,
    scratchBytes: own.bytes,
    parts: (count) =>
      partsOfList(all, count).map((part) =>
        part.flatMap(({ image, row, rows }): Call[] => {
          const from = x + image * imageBytes(shape), first = row * strideHeight;
          const out = y + (image * outHeight + row) * outWidth * pixel;
          return [
            ["padPlanes", windows, from, first, paddedRows(shape, rows), planes, padded],
            ["convolveRows", convolved, padded, offsets, packed, packedBias, rows, edge, out],
          ];
        })
      ),
  });
}

/** Bytes of padded input at once: half of a second-level cache. */
const BAND_BYTES = 1 << 18;

function scratchOf(shape: ConvolutionShape, start = 0) {
  const layout = planeLayout(shape, BAND_BYTES);
  const sizes = {
    windows: blockBytes("WindowSizes"),
    convolved: blockBytes("ConvolvedRows"),
    bias: panelBytes(shape.outChannels),
    taps: tapBytes(tapsOf(shape)),
  };
  return { layout, ...places(sizes, start) };
}

function packTaps(
  { routines, filter, to: offsets }: { routines: Routines; filter: number; to: number },
  taps: Taps,
  layout: PlaneLayout,
): PackedTaps {
  const { tapRows, tapColumns, channels, outChannels } = taps, { stride, count } = layout;
  const depth = tapRows * tapColumns * channels, packed = offsets + depth * 4;
  const sizes = [tapRows, tapColumns, channels, stride, count, offsets] as const;
  if (outChannels === 1) {
    const columnStep = channels * 4, rowStep = tapColumns * columnStep;
    return packLine({ routines, filter, rowStep, columnStep, to: offsets }, taps, layout);
  }
  const width = routines.panelWidth(outChannels);
  routines.packBlock(filter, outChannels * 4, outChannels, depth, false, width, packed);
  routines.tapOffsets(...sizes);
  return { offsets, packed, threes: 0, depth };
}

function tapsOf(shape: ConvolutionShape): Taps {
  const { sizeHeight: tapRows, sizeWidth: tapColumns, channels, outChannels } = shape;
  return { tapRows, tapColumns, channels, outChannels };
}
