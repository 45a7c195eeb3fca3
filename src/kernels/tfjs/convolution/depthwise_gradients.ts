import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../../core/shape.ts";
import {
  depthwiseFilterGradient,
  depthwiseFilterGradientScratch,
} from "./depthwise_filter_gradient.ts";
import {
  depthwiseInputGradient,
  depthwiseInputGradientScratch,
} from "./depthwise_input_gradient.ts";
import { depthwiseShape } from "./depthwise_shape.ts";
import { allocate, pointer, routines, scratchPointer, zeros } from "../../heap/heap.ts";
import { replaceGradient } from "../../heap/replace_gradient.ts";

/**
 * Gives the WASM backend both gradients of `tf.depthwiseConv2d`, which tfjs has no kernels for, and
 * lets them be taken where there is dilation.
 */
export function registerDepthwiseGradients(): void {
  registerFilterGradient();
  registerInputGradient();
  replaceGradient(tf.DepthwiseConv2dNative, ({ dy, saved: [x, filter], attrs }) => {
    const run = (name: string, inputs: tf.NamedTensorMap, more: tf.NamedAttrMap) =>
      tf.engine().runKernel(name, inputs, { ...attrs, ...more }) as tf.Tensor;
    const { DepthwiseConv2dNativeBackpropInput, DepthwiseConv2dNativeBackpropFilter } = tf;
    return {
      x: () => run(DepthwiseConv2dNativeBackpropInput, { dy, filter }, { inputShape: x.shape }),
      filter: () =>
        run(DepthwiseConv2dNativeBackpropFilter, { x, dy }, { filterShape: filter.shape }),
    };
  });
}

/**
 * x [batch, height, width, channels] and dy
 * [batch, outHeight, outWidth, channels · multiplier] give
 * [sizeHeight, sizeWidth, channels, multiplier].
 */
function registerFilterGradient(): void {
  tf.registerKernel({
    kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
      const { filterShape, ...rest } =
        attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
      const shape = depthwiseShape("compute the gradient of a depthwise filter", {
        inShape: x.shape,
        filterShape,
        outShape: dy.shape,
        tensors: { x, dy },
        attrs: rest,
      });
      if (sizeOf(dy.shape) === 0) return zeros(filterShape);
      const gradient = allocate(filterShape);
      depthwiseFilterGradient({
        routines: routines(),
        x: pointer(x),
        dy: pointer(dy),
        scratch: scratchPointer(depthwiseFilterGradientScratch(shape)),
        gradient: pointer(gradient),
      }, shape);
      return gradient;
    },
  });
}

/**
 * dy [batch, outHeight, outWidth, channels · multiplier] and the filter
 * [sizeHeight, sizeWidth, channels, multiplier] give
 * [batch, height, width, channels].
 */
function registerInputGradient(): void {
  tf.registerKernel({
    kernelName: tf.DepthwiseConv2dNativeBackpropInput,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
      const { inputShape, ...rest } =
        attrs as unknown as tf.DepthwiseConv2dNativeBackpropInputAttrs;
      const shape = depthwiseShape("compute the gradient of the input of a depthwise convolution", {
        inShape: inputShape,
        filterShape: filter.shape,
        outShape: dy.shape,
        tensors: { dy, filter },
        attrs: rest,
      });
      const dx = allocate(inputShape);
      if (sizeOf(inputShape) === 0) return dx;
      depthwiseInputGradient({
        routines: routines(),
        dy: pointer(dy),
        filter: pointer(filter),
        scratch: scratchPointer(depthwiseInputGradientScratch(shape)),
        dx: pointer(dx),
      }, shape);
      return dx;
    },
  });
}
