import * as tf from "@tensorflow/tfjs";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";

type Shape = [number, number, number, number];

/** Shapes of the input, side of the filter, outputs of each channel, stride and dilation. */
const convolutions: readonly {
  x: Shape;
  side: number;
  multiplier: number;
  stride: number;
  dilation: number;
}[] = [
  { x: [128, 28, 28, 16], side: 3, multiplier: 1, stride: 1, dilation: 1 },
  { x: [128, 28, 28, 16], side: 3, multiplier: 1, stride: 2, dilation: 1 },
  { x: [128, 28, 28, 16], side: 3, multiplier: 1, stride: 1, dilation: 2 },
  { x: [128, 28, 28, 16], side: 5, multiplier: 1, stride: 1, dilation: 1 },
  { x: [128, 14, 14, 64], side: 3, multiplier: 1, stride: 1, dilation: 1 },
  { x: [128, 28, 28, 8], side: 3, multiplier: 2, stride: 1, dilation: 1 },
];

/** Both gradients of a depthwise convolution, which tfjs lacks, beside its own convolution. */
export function* depthwiseBench({ withStock }: KernelSets): Iterable<Comparison> {
  for (const { x: inputShape, side, multiplier, stride, dilation } of convolutions) {
    const x = tf.randomNormal<tf.Rank.R4>(inputShape);
    const filterShape: Shape = [side, side, inputShape[3], multiplier];
    const filter = tf.randomNormal<tf.Rank.R4>(filterShape);
    const convolve = () => tf.depthwiseConv2d(x, filter, stride, "same", "NHWC", dilation);
    const y = convolve(), dy = tf.randomNormal<tf.Rank.R4>(y.shape);
    const attrs = { strides: stride, pad: "same", dilations: dilation };
    const run = (name: string, inputs: tf.NamedTensorMap, more: tf.NamedAttrMap) =>
      tf.dispose(tf.engine().runKernel(name, inputs, { ...attrs, ...more }));
    const contests = {
      input: () => run(tf.DepthwiseConv2dNativeBackpropInput, { dy, filter }, { inputShape }),
      filter: () => run(tf.DepthwiseConv2dNativeBackpropFilter, { x, dy }, { filterShape }),
    };
    const more = dilation > 1 ? `, dilation ${dilation}` : "";
    for (const [name, ours] of Object.entries(contests)) {
      yield compare({
        name: `depthwise, gradient of the ${name}, stock: depthwiseConv2d`,
        size: `${
          inputShape.join(" × ")
        }, ${side} × ${side} × ${multiplier}, stride ${stride}${more}`,
        ours,
        stock: () => withStock(() => convolve().dispose()),
        operations: 2 * y.size * side * side,
      });
    }
    tf.dispose([x, filter, y, dy]);
  }
}
