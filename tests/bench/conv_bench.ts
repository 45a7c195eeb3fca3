import * as tf from "@tensorflow/tfjs";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

type Shape = [number, number, number, number];

/** Shapes of the input, side of the filter, channels of the output, stride. */
const convolutions: readonly { x: Shape; side: number; channels: number; stride: number }[] = [
  { x: [128, 28, 28, 16], side: 3, channels: 16, stride: 1 },
  { x: [128, 14, 14, 16], side: 3, channels: 8, stride: 1 },
  { x: [128, 28, 28, 1], side: 3, channels: 16, stride: 1 },
  { x: [128, 28, 28, 16], side: 3, channels: 1, stride: 1 },
  { x: [128, 28, 28, 16], side: 3, channels: 16, stride: 2 },
  { x: [128, 28, 28, 16], side: 1, channels: 16, stride: 1 },
  { x: [128, 14, 14, 64], side: 3, channels: 64, stride: 1 },
];

/** A convolution and both its gradients, these also beside the convolution of tfjs. */
export function* convBench({ withStock }: KernelSets): Iterable<Comparison> {
  for (const { x: inputShape, side, channels, stride } of convolutions) {
    const x = tf.randomNormal<tf.Rank.R4>(inputShape);
    const filterShape: Shape = [side, side, inputShape[3], channels];
    const filter = tf.randomNormal<tf.Rank.R4>(filterShape);
    const convolve = () => tf.conv2d(x, filter, stride, "same");
    const y = convolve(), dy = tf.randomNormal<tf.Rank.R4>(y.shape);
    const forward = () => convolve().dispose();
    const inputGradient = () =>
      tf.conv2dTranspose(dy, filter, inputShape, stride, "same").dispose();
    const attrs = { strides: stride, pad: "same", dataFormat: "NHWC", filterShape };
    const filterGradient = () =>
      tf.dispose(tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy }, attrs));
    const contests = [
      { name: "conv2d", ours: forward, stock: forward },
      { name: "gradient of the input", ours: inputGradient, stock: inputGradient },
      { name: "gradient of the input, stock: conv2d", ours: inputGradient, stock: forward },
      { name: "gradient of the filter, stock: conv2d", ours: filterGradient, stock: forward },
    ];
    for (const { name, ours, stock } of contests) {
      yield compare({
        name,
        size: `${inputShape.join(" × ")}, ${side} × ${side} to ${channels}, stride ${stride}`,
        ours,
        stock: () => withStock(stock),
        operations: 2 * y.size * side * side * inputShape[3],
      });
    }
    tf.dispose([x, filter, y, dy]);
  }
}
