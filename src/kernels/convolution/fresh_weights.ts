import * as tf from "@tensorflow/tfjs";
import { copyOf, free } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/** The kernels of tfjs that pack weights once for each tensor, and which inputs these are. */
const packed: Readonly<Record<string, readonly string[]>> = {
  [tf.Conv2D]: ["filter"],
  [tf.DepthwiseConv2dNative]: ["filter"],
  [tf.FusedConv2D]: ["filter", "bias", "preluActivationWeights"],
  [tf.FusedDepthwiseConv2D]: ["filter", "bias", "preluActivationWeights"],
  [tf.Prelu]: ["alpha"],
};

/**
 * Makes the kernels of tfjs that pack weights see those that an optimizer has updated in place.
 *
 * They keep what they have packed for as long as the tensor lives, so they are given a copy that
 * lives for one call.
 */
export function registerFreshWeights(): void {
  for (const [name, weights] of Object.entries(packed)) {
    replaceKernel(name, (call, stock) => {
      const inputs = { ...call.inputs };
      const copies: tf.TensorInfo[] = [];
      for (const weight of weights) {
        const info = inputs[weight];
        if (info?.dtype !== "float32") continue;
        copies.push(inputs[weight] = copyOf(info));
      }
      try {
        return stock({ ...call, inputs });
      } finally {
        copies.forEach(free);
      }
    });
  }
}
