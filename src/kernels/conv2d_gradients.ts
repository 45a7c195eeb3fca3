import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../core/shape.ts";
import { type ConvolutionShape, convolutionShape } from "./convolution_shape.ts";
import { filterGradient, filterGradientScratch } from "./filter_gradient.ts";
import { allocate, pointer, routines, scratchPointer } from "./heap.ts";
import { inputGradient, inputGradientScratch } from "./input_gradient.ts";

/**
 * Gives the WASM backend the gradient of the filter of `tf.conv2d`, which tfjs has no kernel for.
 *
 * x [batch, inHeight, inWidth, inChannels] and dy [batch, outHeight, outWidth, outChannels] give
 * [filterHeight, filterWidth, inChannels, outChannels].
 */
export function registerFilterGradient(): void {
  tf.registerKernel({
    kernelName: tf.Conv2DBackpropFilter,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { filterShape, ...rest } = attrs as unknown as tf.Conv2DBackpropFilterAttrs;
      const shape = convolutionShape("compute the gradient of a filter", {
        inShape: x.shape,
        filterShape,
        outShape: dy.shape,
        tensors: { x, dy },
        attrs: rest,
      });
      const gradient = allocate(filterShape);
      if (sizeOf(dy.shape) === 0) return zeroed(gradient);
      filterGradient({
        routines: routines(),
        x: pointer(x),
        dy: pointer(dy),
        scratch: scratchPointer(filterGradientScratch(shape)),
        gradient: pointer(gradient),
      }, shape);
      return gradient;
    },
  });
}

/**
 * Puts our kernel under the gradient of the input of `tf.conv2d`, which is `tf.conv2dTranspose`.
 *
 * dy [batch, outHeight, outWidth, outChannels] and the filter
 * [filterHeight, filterWidth, inChannels, outChannels] give
 * [batch, inHeight, inWidth, inChannels].
 */
export function registerInputGradient(): void {
  tf.unregisterKernel(tf.Conv2DBackpropInput, "wasm");
  tf.registerKernel({
    kernelName: tf.Conv2DBackpropInput,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
      const { inputShape, ...rest } = attrs as unknown as tf.Conv2DBackpropInputAttrs;
      const shape = convolutionShape("compute the gradient of the input of a convolution", {
        inShape: inputShape,
        filterShape: filter.shape,
        outShape: dy.shape,
        tensors: { dy, filter },
        attrs: rest,
      });
      const dx = allocate(inputShape);
      if (sizeOf(inputShape) > 0) runInputGradient({ dy, filter, dx }, shape);
      return dx;
    },
  });
}

function runInputGradient(
  { dy, filter, dx }: { dy: tf.TensorInfo; filter: tf.TensorInfo; dx: tf.TensorInfo },
  shape: ConvolutionShape,
): void {
  inputGradient({
    routines: routines(),
    dy: pointer(dy),
    filter: pointer(filter),
    bias: 0,
    scratch: scratchPointer(inputGradientScratch(shape)),
    dx: pointer(dx),
  }, shape);
}

/** The sums of no rows are zero. */
function zeroed(info: tf.TensorInfo): tf.TensorInfo {
  routines().columnSums(pointer(info), 0, sizeOf(info.shape), pointer(info));
  return info;
}
