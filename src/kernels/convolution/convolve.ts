import type { ConvolutionShape } from "./convolution_shape.ts";
import { bands } from "./patches.ts";
import {
  convolveBand,
  EDGE_BYTES,
  packBias,
  type PackedTaps,
  packLine,
  panelBytes,
  type PlaneLayout,
  planeLayout,
  tapBytes,
  type Taps,
} from "./convolve_planes.ts";
import type { Routines } from "../heap/routines.ts";

/** Bytes of padded input at once: half of a second-level cache. */
const BAND_BYTES = 1 << 18;

/** Where the operands lie, as byte offsets. */
export interface ConvolveOperands {
  readonly routines: Routines;
  readonly x: number;
  readonly filter: number;
  /** 0 where there is none. */
  readonly bias: number;
  readonly scratch: number;
  readonly y: number;
}

/** Bytes of scratch memory that `convolve` needs. */
export function convolveScratch(shape: ConvolutionShape): number {
  const bias = panelBytes(shape.outChannels);
  return EDGE_BYTES + bias + tapBytes(tapsOf(shape)) + layoutOf(shape).bytes;
}

/**
 * y = x * filter + bias, with x [batch, inHeight, inWidth, inChannels], filter
 * [filterHeight, filterWidth, inChannels, outChannels], bias [outChannels] and y
 * [batch, outHeight, outWidth, outChannels].
 */
export function convolve(
  { routines, x, filter, bias, scratch: edge, y }: ConvolveOperands,
  shape: ConvolutionShape,
): void {
  const { batch, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = shape;
  const { filterHeight, strideHeight, top, left } = shape;
  const layout = layoutOf(shape), { bandRows, stride, count, rowBytes } = layout;
  const biasAt = edge + EDGE_BYTES, tapsAt = biasAt + panelBytes(outChannels);
  const packedBias = packBias({ routines, bias, to: biasAt }, outChannels);
  const taps = packTaps({ routines, filter, to: tapsAt }, tapsOf(shape), layout);
  const band = tapsAt + tapBytes(tapsOf(shape)), pixel = outChannels * 4;
  for (const { image, row, rows } of bands({ batch, outRows: outHeight, bandRows })) {
    routines.padPlanes(
      x + image * inHeight * inWidth * inChannels * 4,
      inHeight,
      inWidth,
      inChannels,
      row * strideHeight - top,
      -left,
      (rows - 1) * strideHeight + filterHeight,
      stride,
      count,
      band,
    );
    const out = y + (image * outHeight + row) * outWidth * pixel;
    convolveBand({ routines, patch: band, taps, bias: packedBias, edge, out }, {
      stepRow: strideHeight * rowBytes,
      rows,
      pixels: outWidth,
      channels: outChannels,
      outRow: outWidth * pixel,
      outPixel: pixel,
    });
  }
}

function packTaps(
  { routines, filter, to: offsets }: { routines: Routines; filter: number; to: number },
  taps: Taps,
  layout: PlaneLayout,
): PackedTaps {
  const { tapRows, tapColumns, inChannels, outChannels } = taps, { stride, count } = layout;
  const depth = tapRows * tapColumns * inChannels, packed = offsets + depth * 4;
  const sizes = [tapRows, tapColumns, inChannels, stride, count, offsets] as const;
  if (outChannels === 1) {
    const columnStep = inChannels * 4, rowStep = tapColumns * columnStep;
    return packLine({ routines, filter, rowStep, columnStep, to: offsets }, taps, layout);
  }
  const width = routines.panelWidth(outChannels);
  routines.packBlock(filter, outChannels * 4, outChannels, depth, false, width, packed);
  routines.tapOffsets(...sizes);
  return { offsets, packed, counts: [depth] };
}

function tapsOf(shape: ConvolutionShape): Taps {
  const { filterHeight: tapRows, filterWidth: tapColumns, inChannels, outChannels } = shape;
  return { tapRows, tapColumns, inChannels, outChannels };
}

function layoutOf(shape: ConvolutionShape): PlaneLayout {
  return planeLayout({
    outRows: shape.outHeight,
    columns: (shape.outWidth - 1) * shape.strideWidth + shape.filterWidth,
    channels: shape.inChannels,
    stepRows: shape.strideHeight,
    tapRows: shape.filterHeight,
    stride: shape.strideWidth,
  }, BAND_BYTES);
}
