import * as tf from "@tensorflow/tfjs";
import type { GradientExample } from "./check_gradients.ts";

/** Examples that differ from those of `gradientExamples` in their options, under what they show. */
export const gradientOptions: Readonly<Record<string, readonly GradientExample[]>> = {
  "tf.conv2d with dilation": [
    { pad: "same", dilation: 2 },
    { pad: "valid", dilation: [2, 3] },
    { pad: "same", dilation: [1, 3] },
    { pad: 1, dilation: 3 },
  ].map(({ pad, dilation }) => ({
    shapes: [[2, 7, 8, 2], [3, 3, 2, 3]],
    run: (x, filter) =>
      tf.conv2d(x, filter, 1, pad as "same", "NHWC", dilation as number | [number, number]),
  })),
  "tf.fused.conv2d with dilation and an activation": [{
    shapes: [[1, 5, 5, 2], [2, 2, 2, 3], [3]],
    run: (x, filter, bias) =>
      tf.fused.conv2d({
        x,
        filter,
        strides: 1,
        pad: "same",
        dilations: 2,
        bias: bias as tf.Tensor as tf.Tensor1D,
        activation: "sigmoid",
      }),
  }],
  "tf.conv2d with outputs rounded up": [{
    shapes: [[1, 6, 6, 1], [3, 3, 1, 2]],
    run: (x, filter) => tf.conv2d(x, filter, 2, 1, "NHWC", 1, "ceil"),
  }],
  "tf.conv3d with strides or dilation": [
    { pad: "same", strides: 2, dilation: 1 },
    { pad: "valid", strides: [1, 2, 1], dilation: 1 },
    // The last column of the input is not read, and the padding before the first is negative.
    { pad: "same", strides: [1, 2, 3], dilation: 1 },
    { pad: "same", strides: 1, dilation: [2, 1, 2] },
  ].map(({ pad, strides, dilation }) => ({
    shapes: [[2, 4, 4, 3, 2], [2, 2, 2, 2, 1]],
    run: (x, filter) =>
      tf.conv3d(
        x as tf.Tensor as tf.Tensor5D,
        filter as tf.Tensor as tf.Tensor5D,
        strides as number | [number, number, number],
        pad as "same",
        "NDHWC",
        dilation as number | [number, number, number],
      ),
  })),
  "tf.avgPool over whole windows and over padding": [
    { size: 2, strides: 2, pad: "valid" },
    { size: 3, strides: 1, pad: "same" },
    { size: 3, strides: 2, pad: 1 },
  ].map(({ size, strides, pad }) => ({
    shapes: [[2, 5, 6, 3]],
    run: (x) => tf.avgPool(x, size, strides, pad as "same"),
  })),
  "tf.avgPool and tf.maxPool of images that padded windows do not fill": [
    { shapes: [[1, 3, 3, 1]], run: (x) => tf.avgPool(x, 3, 3, 1) },
    ...[tf.avgPool, tf.maxPool].map((pool): GradientExample => ({
      shapes: [[1, 4, 4, 1]],
      run: (x) => pool(x, 2, 2, [[0, 0], [1, 0], [1, 0], [0, 0]]),
    })),
  ],
  "tf.maxPool3d of values below zero": [{
    shapes: [[1, 3, 4, 3, 2]],
    range: [-3, -1],
    run: (x) => tf.maxPool3d(x as tf.Tensor as tf.Tensor5D, 2, 1, "same"),
  }],
  "tf.dilation2d with strides or dilation, below zero": [[2, 1], [1, 2]].map((
    [strides, dilation],
  ) => ({
    shapes: [[1, 5, 4, 1], [2, 2, 1]],
    range: [-3, -1],
    run: (x, filter) =>
      tf.dilation2d(x, filter as tf.Tensor as tf.Tensor3D, strides, "same", dilation),
  })),
  "tf.mirrorPad along several axes": (["reflect", "symmetric"] as const).map((mode) => ({
    shapes: [[1, 3, 4, 2]],
    run: (x) => tf.mirrorPad(x, [[0, 0], [2, 1], [1, 2], [0, 0]], mode),
  })),
  "tf.matMul with broadcast batches": [
    { shapes: [[1, 4, 3], [2, 4, 5]], run: (a, b) => tf.matMul(a as tf.Tensor, b, true) },
    { shapes: [[2, 3, 4], [5, 4]], run: (a, b) => tf.matMul(a as tf.Tensor, b, false, true) },
    { shapes: [[2, 1, 3, 4], [3, 4, 5]], run: (a, b) => tf.matMul(a as tf.Tensor, b) },
  ],
  "tf.maximum and its kin beside a number": [tf.maximum, tf.minimum, tf.squaredDifference].map((
    run,
  ) => ({ shapes: [[2, 4], []], run: (a, b) => run(a as tf.Tensor, b) })),
  "tf.cumsum along every axis": [0, 1, 2].map((axis) => ({
    shapes: [[2, 3, 2]],
    run: (x) => tf.cumsum(x, axis, axis === 1, axis === 2),
  })),
  "tf.gather with indices for each batch": [
    {
      shapes: [[2, 4, 3]],
      run: (x) => tf.gather(x, tf.tensor2d([[0, 2, 2], [3, 1, 0]], undefined, "int32"), 1, 1),
    },
    {
      shapes: [[2, 3, 4]],
      run: (x) => tf.gather(x, tf.tensor2d([[0, 2, 2], [3, 1, 0]], undefined, "int32"), 2, 1),
    },
    {
      shapes: [[2, 2, 3, 2]],
      run: (x) =>
        tf.gather(x, tf.tensor3d([[[0, 2], [2, 1]], [[2, 1], [0, 0]]], undefined, "int32"), 2, 2),
    },
  ],
  "tf.gather with indices that are computed": [{
    shapes: [[2, 3]],
    run: (x) => tf.gather(x, tf.argMax(x, 1), 1),
  }],
  "tf.batchNorm without scale or offset": [
    {
      shapes: [[4, 3], [3], [3]],
      range: [0.3, 2],
      run: (x, mean, variance) =>
        tf.batchNorm(x as tf.Tensor, mean, variance, undefined, undefined, 0.1),
    },
    {
      shapes: [[4, 3], [3], [3], [3]],
      range: [0.3, 2],
      run: (x, mean, variance, scale) =>
        tf.batchNorm(x as tf.Tensor, mean, variance, undefined, scale, 0.1),
    },
  ],
  "tf.image.resize* with half-pixel centers": ([[3, 7], [8, 10], [2, 2], [1, 1]] as const).flatMap(
    ([height, width]) =>
      [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor].map((resize) => ({
        shapes: [[2, 4, 5, 2]],
        run: (x: tf.Tensor4D) => resize(x, [height, width], false, true),
      })),
  ),
};
