import type { DepthwiseShape } from "../../../src/kernels/tfjs/convolution/depthwise_shape.ts";
import { type Axis, windowShape } from "../window_shapes.ts";

function shape(
  { batch = 2, rows, columns, channels, multiplier = 1 }: {
    batch?: number;
    rows: Axis;
    columns: Axis;
    channels: number;
    multiplier?: number;
  },
): DepthwiseShape {
  const outChannels = channels * multiplier;
  return { ...windowShape({ batch, rows, columns, channels }), outChannels, multiplier };
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
