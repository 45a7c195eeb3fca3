import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { formatShape } from "../../core/shape.ts";
import { biasedConv2d, conv2dInputGradient } from "../../kernels/mod.ts";
import { convolutionOptions, convolutionParams, filterWindows } from "./convolution.ts";
import { defineLayer } from "../contract/layer.ts";
import { sizeSpec } from "./pair.ts";
import { imageSize, outputSizeFor, padsOf, placeWindows, windowsOn } from "./windows.ts";

/**
 * Convolution, y[i, j, f] = b[f] + Σ x[i · stride + u − top, j · stride + v − left, k] W[u, v, k, f].
 *
 * Input [B, H, W, K], filter [h, w, K, F], bias [F], output [B, H′, W′, F]; zeros around the image
 * with padding `same`. Filters start by the activation that follows (see `activations`), biases at
 * zero. (LeCun et al., "Backpropagation applied to handwritten zip code recognition", 1989.)
 */
export const conv2d = defineLayer({
  schema: z.strictObject({
    type: z.literal("conv2d"),
    ...convolutionOptions,
    /** From one tap of the filter to the next; 1 unless given, and over 1 only with stride 1. */
    dilation: sizeSpec.optional(),
  }),
  outputShape(spec, input) {
    const windows = filterWindows(spec);
    const { counts } = windowsOn("conv2d", input, windows);
    if ([windows.stride, windows.dilation].every((pair) => pair.some((step) => step > 1))) {
      throw new RangeError(
        `Cannot apply "conv2d" to shape ${
          formatShape(input)
        }: its stride and dilation are both over 1, use one of them`,
      );
    }
    return [...counts, spec.filters];
  },
  params(spec, input, context) {
    const { size: [height, width] } = filterWindows(spec),
      { channels } = imageSize("conv2d", input);
    const fans = {
      fanIn: height * width * channels,
      fanOut: height * width * spec.filters,
    };
    const shape = [height, width, channels, spec.filters];
    return convolutionParams(spec, shape, { ...context, fans });
  },
  traits(spec) {
    const { size, dilation } = filterWindows(spec);
    return {
      weights: { param: "filter", axes: "filter", vectors: "filters" },
      windows: { size, dilation },
    };
  },
  apply(spec, x, { params: { filter, bias } }) {
    const { stride, padding, dilation } = filterWindows(spec);
    if (bias && dilation.every((step) => step === 1)) {
      return biasedConv2d({ x, filter, bias }, { stride, padding });
    }
    const y = tf.conv2d(
      x as tf.Tensor4D,
      filter as tf.Tensor4D,
      stride,
      padding,
      "NHWC",
      dilation,
    );
    return bias ? tf.add(y, bias) : y;
  },
  /** A transposed convolution. */
  pullback(spec, cotangents, { x, params: { filter } }) {
    const { stride, padding, dilation } = filterWindows(spec);
    const [height, width, channels] = x.shape.slice(1);
    return conv2dInputGradient({ dy: cotangents, filter }, {
      inputShape: [cotangents.shape[0], height, width, channels],
      filterShape: filter.shape as tf.Tensor4D["shape"],
      attrs: { strides: stride, pad: padding, dilations: dilation, dataFormat: "NHWC" },
    });
  },
  emit(spec, x, { graph, path, param, inputShape }) {
    const windows = filterWindows(spec), { image } = imageSize("conv2d", inputShape);
    const inputs = [x, param("filter", [3, 2, 0, 1])];
    if (spec.bias !== false) inputs.push(param("bias"));
    return graph.node("Conv", inputs, {
      name: path,
      attributes: {
        kernel_shape: windows.size,
        strides: windows.stride,
        dilations: windows.dilation,
        pads: padsOf(placeWindows(image, windows)),
      },
    });
  },
  layout: () => "channels-first",
  mirror({ size, stride, padding, dilation, bias }, { inputShape, path, tied }) {
    const windows = filterWindows({ size, stride, padding, dilation });
    const { image, channels } = imageSize("conv2d", inputShape);
    const common = {
      filters: channels,
      size,
      ...(stride !== undefined && { stride }),
      ...(padding !== undefined && { padding }),
      ...(bias === false && { bias }),
    };
    if (windows.dilation.every((step) => step === 1)) {
      return {
        type: "conv2d_transpose",
        ...common,
        ...outputSizeFor(image, windows),
        ...(tied && { tiedTo: path }),
      };
    }
    if (tied || windows.padding === "valid") {
      throw new RangeError(
        `Cannot mirror ${path}, a "conv2d" with dilation: only one with padding "same" and weights of its own has a mirror`,
      );
    }
    return { type: "conv2d", ...common, dilation };
  },
});
