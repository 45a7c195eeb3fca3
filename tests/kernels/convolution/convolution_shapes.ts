import type { ConvolutionShape } from "../../../src/kernels/convolution/convolution_shape.ts";
import { type Axis, windowShape } from "../window_shapes.ts";

const axis = (size: number, taps: number, stride = 1, before = 0, after = before): Axis => ({
  size,
  taps,
  stride,
  before,
  after,
});

function shape(
  { batch, rows, columns, channels: [channels, outChannels] }: {
    batch: number;
    rows: Axis;
    columns: Axis;
    channels: readonly [number, number];
  },
): ConvolutionShape {
  return { ...windowShape({ batch, rows, columns, channels }), outChannels };
}

/** Convolutions of every kind, by what is special about them. */
export const convolutionShapes: Readonly<Record<string, ConvolutionShape>> = {
  "whole tiles": shape({
    batch: 2,
    rows: axis(5, 3, 1, 1),
    columns: axis(10, 3, 1, 1),
    channels: [4, 8],
  }),
  "nothing divides": shape({
    batch: 3,
    rows: axis(7, 3, 1, 1),
    columns: axis(9, 3, 1, 1),
    channels: [3, 13],
  }),
  "one channel each": shape({
    batch: 2,
    rows: axis(6, 3),
    columns: axis(7, 2),
    channels: [1, 1],
  }),
  "one channel in": shape({ batch: 1, rows: axis(9, 5), columns: axis(8, 3), channels: [1, 16] }),
  "few channels, many lanes": shape({
    batch: 2,
    rows: axis(9, 3, 2, 1),
    columns: axis(21, 3, 1, 1),
    channels: [2, 5],
  }),
  "one channel in, long rows": shape({
    batch: 1,
    rows: axis(4, 2),
    columns: axis(71, 7, 2, 3),
    channels: [1, 1],
  }),
  "many channels to one": shape({
    batch: 2,
    rows: axis(5, 3, 1, 1),
    columns: axis(34, 5, 1, 1),
    channels: [12, 1],
  }),
  "many channels to three, stride one": shape({
    batch: 2,
    rows: axis(5, 3, 1, 0, 1),
    columns: axis(8, 3, 1, 2),
    channels: [13, 3],
  }),
  "rows of eleven": shape({
    batch: 2,
    rows: axis(3, 3, 1, 1),
    columns: axis(11, 3, 1, 1),
    channels: [5, 8],
  }),
  "rows of fourteen": shape({
    batch: 2,
    rows: axis(3, 3, 1, 1),
    columns: axis(14, 3, 1, 1),
    channels: [6, 16],
  }),
  "many channels to few": shape({
    batch: 2,
    rows: axis(4, 3, 1, 1),
    columns: axis(18, 3, 2, 1),
    channels: [7, 3],
  }),
  "one by one": shape({ batch: 2, rows: axis(4, 1), columns: axis(5, 1), channels: [5, 6] }),
  "one by one, stride two": shape({
    batch: 2,
    rows: axis(4, 1, 2),
    columns: axis(5, 1, 2),
    channels: [5, 6],
  }),
  "stride two, same": shape({
    batch: 2,
    rows: axis(8, 3, 2, 0, 1),
    columns: axis(7, 3, 2, 1),
    channels: [3, 8],
  }),
  "stride three, rest unread": shape({
    batch: 2,
    rows: axis(10, 3, 3),
    columns: axis(12, 2, 3),
    channels: [2, 9],
  }),
  "unequal strides, explicit padding": shape({
    batch: 2,
    rows: axis(6, 4, 1, 3, 0),
    columns: axis(9, 3, 2, 0, 2),
    channels: [3, 5],
  }),
  "padding wider than the filter": shape({
    batch: 1,
    rows: axis(3, 2, 1, 4),
    columns: axis(4, 2, 3, 5, 2),
    channels: [2, 3],
  }),
  "a pixel that no tap reaches": shape({
    batch: 2,
    rows: axis(1, 1, 3, 1),
    columns: axis(1, 1, 3, 1),
    channels: [2, 2],
  }),
  "filter as large as the padded input": shape({
    batch: 4,
    rows: axis(4, 6, 1, 1),
    columns: axis(3, 4, 1, 0, 1),
    channels: [3, 10],
  }),
  "several bands": shape({
    batch: 2,
    rows: axis(19, 3, 1, 1),
    columns: axis(50, 3, 1, 1),
    channels: [80, 4],
  }),
  "several bands of dy, stride two": shape({
    batch: 1,
    rows: axis(41, 3, 2, 1),
    columns: axis(60, 3, 2, 1),
    channels: [3, 130],
  }),
};
