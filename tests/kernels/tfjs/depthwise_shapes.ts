import type { DepthwiseShape } from "../../../src/kernels/tfjs/convolution/depthwise_shape.ts";

/** The padding of rows, or columns, of an input and the filter that meets them. */
interface Axis {
  readonly size: number;
  readonly taps: number;
  readonly stride?: number;
  readonly dilation?: number;
  readonly before?: number;
  readonly after?: number;
}

function shape(
  { batch = 2, rows, columns, channels, multiplier = 1 }: {
    batch?: number;
    rows: Axis;
    columns: Axis;
    channels: number;
    multiplier?: number;
  },
): DepthwiseShape {
  const outputs = ({ size, taps, stride = 1, dilation = 1, before = 0, after = before }: Axis) =>
    Math.floor((size + before + after - (taps - 1) * dilation - 1) / stride) + 1;
  return {
    batch,
    height: rows.size,
    width: columns.size,
    channels,
    outHeight: outputs(rows),
    outWidth: outputs(columns),
    outChannels: channels * multiplier,
    sizeHeight: rows.taps,
    sizeWidth: columns.taps,
    strideHeight: rows.stride ?? 1,
    strideWidth: columns.stride ?? 1,
    top: rows.before ?? 0,
    left: columns.before ?? 0,
    multiplier,
    dilationHeight: rows.dilation ?? 1,
    dilationWidth: columns.dilation ?? 1,
  };
}

/** Depthwise convolutions of every kind, by what is special about them. */
export const depthwiseShapes: Readonly<Record<string, DepthwiseShape>> = {
  "whole lanes": shape({
    rows: { size: 5, taps: 3, before: 1 },
    columns: { size: 8, taps: 3, before: 1 },
    channels: 16,
  }),
  "nothing divides": shape({
    batch: 3,
    rows: { size: 7, taps: 2 },
    columns: { size: 9, taps: 5, before: 2 },
    channels: 15,
  }),
  "one channel": shape({
    rows: { size: 6, taps: 3, before: 1 },
    columns: { size: 5, taps: 3, before: 1 },
    channels: 1,
  }),
  "four lanes": shape({
    rows: { size: 1, taps: 1 },
    columns: { size: 4, taps: 1 },
    channels: 4,
  }),
  "stride two, same": shape({
    rows: { size: 8, taps: 3, stride: 2, before: 0, after: 1 },
    columns: { size: 7, taps: 3, stride: 2, before: 1 },
    channels: 9,
  }),
  "unequal strides, a rest unread": shape({
    rows: { size: 10, taps: 2, stride: 3 },
    columns: { size: 12, taps: 3, stride: 2, before: 3, after: 0 },
    channels: 5,
  }),
  "dilation": shape({
    rows: { size: 9, taps: 3, dilation: 2, before: 2 },
    columns: { size: 8, taps: 2, dilation: 3 },
    channels: 8,
  }),
  "dilation and stride": shape({
    rows: { size: 11, taps: 3, dilation: 2, stride: 3, before: 2 },
    columns: { size: 13, taps: 4, dilation: 2, stride: 2, before: 1 },
    channels: 6,
  }),
  "a multiplier": shape({
    rows: { size: 6, taps: 3, before: 1 },
    columns: { size: 7, taps: 3, before: 1 },
    channels: 3,
    multiplier: 5,
  }),
  "a multiplier, stride and many channels": shape({
    rows: { size: 9, taps: 3, stride: 2, before: 1 },
    columns: { size: 6, taps: 3, stride: 2, before: 1 },
    channels: 10,
    multiplier: 2,
  }),
  "pixels that no tap reaches": shape({
    rows: { size: 4, taps: 1, stride: 3, before: 1 },
    columns: { size: 4, taps: 1, stride: 3, before: 1 },
    channels: 5,
  }),
  "several bands": shape({
    rows: { size: 23, taps: 3, before: 1 },
    columns: { size: 30, taps: 3, before: 1 },
    channels: 24,
    multiplier: 2,
  }),
  "several bands, stride two": shape({
    rows: { size: 41, taps: 5, stride: 2, before: 2 },
    columns: { size: 20, taps: 3, stride: 2, before: 1 },
    channels: 33,
  }),
};
