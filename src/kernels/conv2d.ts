import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../core/shape.ts";
import { convolutionShape } from "./convolution_shape.ts";
import { convolve, convolveScratch } from "./convolve.ts";
import { allocate, pointer, routines, scratchPointer } from "./heap.ts";

/**
 * Puts our convolution under `tf.conv2d`; one with dilation stays with the kernel of tfjs.
 *
 * x [batch, inHeight, inWidth, inChannels] and the filter
 * [filterHeight, filterWidth, inChannels, outChannels] give
 * [batch, outHeight, outWidth, outChannels].
 */
export function registerConv2d(): void {
  const stock = tf.getKernel(tf.Conv2D, "wasm");
  tf.unregisterKernel(tf.Conv2D, "wasm");
  tf.registerKernel({
    kernelName: tf.Conv2D,
    backendName: "wasm",
    kernelFunc(call) {
      const { x, filter } = call.inputs as { x: tf.TensorInfo; filter: tf.TensorInfo };
      const attrs = call.attrs as unknown as tf.Conv2DAttrs;
      if (![attrs.dilations].flat().every((dilation) => dilation === 1)) {
        return stock.kernelFunc(call);
      }
      const shape = convolutionShape("convolve", {
        inShape: x.shape,
        filterShape: filter.shape,
        tensors: { x, filter },
        attrs,
      });
      const y = allocate([shape.batch, shape.outHeight, shape.outWidth, shape.outChannels]);
      if (sizeOf(y.shape) === 0) return y;
      convolve({
        routines: routines(),
        x: pointer(x),
        filter: pointer(filter),
        bias: 0,
        scratch: scratchPointer(convolveScratch(shape)),
        y: pointer(y),
      }, shape);
      return y;
    },
  });
}
