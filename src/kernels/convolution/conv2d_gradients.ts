import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import type { ConvolutionInputs } from "./conv2d.ts";
import { type ConvolutionAttrs, convolutionShape } from "./convolution_shape.ts";
import { filterGradient, filterGradientScratch } from "./filter_gradient.ts";
import { shareWork } from "../heap/threads/share_work.ts";
import { allocate, pointer, routines, scratchPointer, zeros } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";
import { inputGradient, inputGradientScratch } from "./input_gradient.ts";

/**
 * Gives the WASM backend the gradient of the filter of `tf.conv2d`, which tfjs has no kernel for.
 *
 * x [batch, height, width, channels] and dy [batch, outHeight, outWidth, outChannels] give
 * [sizeHeight, sizeWidth, channels, outChannels].
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
      if (sizeOf(dy.shape) === 0) return zeros(filterShape);
      const gradient = allocate(filterShape);
      filterGradient({
        routines: routines(),
        share: shareWork,
        x: pointer(x),
        dy: pointer(dy),
        scratch: scratchPointer(filterGradientScratch(shape)),
        gradient: pointer(gradient),
      }, shape);
      return gradient;
    },
  });
}

/** Puts our kernel under the gradient of the input of `tf.conv2d`, which is `tf.conv2dTranspose`. */
export function registerInputGradient(): void {
  replaceKernel(tf.Conv2DBackpropInput, ({ inputs, attrs }) =>
    runInputGradient(
      inputs as ConvolutionInputs<"dy">,
      attrs as unknown as tf.Conv2DBackpropInputAttrs,
    ));
}

/**
 * The gradient of the input of a convolution, plus a bias where it is a transposed convolution.
 *
 * dy [batch, outHeight, outWidth, outChannels], the filter
 * [sizeHeight, sizeWidth, channels, outChannels] and an optional bias [channels] give
 * [batch, height, width, channels].
 */
export function runInputGradient(
  { dy, filter, bias }: ConvolutionInputs<"dy">,
  { inputShape, ...attrs }: ConvolutionAttrs & Pick<tf.Conv2DBackpropInputAttrs, "inputShape">,
): tf.TensorInfo {
  const shape = convolutionShape("compute the gradient of the input of a convolution", {
    inShape: inputShape,
    filterShape: filter.shape,
    outShape: dy.shape,
    tensors: { dy, filter },
    attrs,
  });
  const dx = allocate(inputShape);
  if (sizeOf(inputShape) === 0) return dx;
  inputGradient({
    routines: routines(),
    share: shareWork,
    dy: pointer(dy),
    filter: pointer(filter),
    bias: bias ? pointer(bias) : 0,
    scratch: scratchPointer(inputGradientScratch(shape)),
    dx: pointer(dx),
  }, shape);
  return dx;
}
