import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { type ConvolutionAttrs, convolutionShape } from "./convolution_shape.ts";
import { convolve, convolveScratch } from "./convolve.ts";
import { shareWork } from "../heap/threads/share_work.ts";
import { allocate, pointer, routines, scratchPointer } from "../heap/heap.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

/** The operands of a convolution, or of the gradient of its input, as kernels get them. */
export type ConvolutionInputs<Image extends string> =
  & Readonly<Record<Image | "filter", tf.TensorInfo>>
  & { readonly bias?: tf.TensorInfo | undefined };

/**
 * x * filter + bias, with x [batch, height, width, channels], the filter
 * [sizeHeight, sizeWidth, channels, outChannels], an optional bias [outChannels], and the result
 * [batch, outHeight, outWidth, outChannels].
 */
export function runConvolution(
  { x, filter, bias }: ConvolutionInputs<"x">,
  attrs: ConvolutionAttrs,
): tf.TensorInfo {
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
    share: shareWork,
    x: pointer(x),
    filter: pointer(filter),
    bias: bias ? pointer(bias) : 0,
    scratch: scratchPointer(convolveScratch(shape)),
    y: pointer(y),
  }, shape);
  return y;
}

/** Puts our convolution under `tf.conv2d`; one with dilation stays with the kernel of tfjs. */
export function registerConv2d(): void {
  replaceKernel(tf.Conv2D, (call, stock) => {
    const attrs = call.attrs as unknown as tf.Conv2DAttrs;
    return [attrs.dilations].flat().every((dilation) => dilation === 1)
      ? runConvolution(call.inputs as ConvolutionInputs<"x">, attrs)
      : stock(call);
  });
}
