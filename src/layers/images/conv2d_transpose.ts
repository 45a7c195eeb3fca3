import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { biasedConv2dTranspose } from "../../kernels/mod.ts";
import { convolutionOptions, convolutionParams, filterWindows } from "./convolution.ts";
import { defineLayer } from "../contract/layer.ts";
import { pairSpec } from "./pair.ts";
import { imageSize, imageUnder, padsOf, placeWindows } from "./windows.ts";

const TYPE = "conv2d_transpose";

/**
 * Transposed convolution: what is the gradient of a `conv2d` by its input. Each value of x lays the
 * filter times itself on the output, where what overlaps adds up.
 *
 * Input [B, H, W, K], filter [h, w, F, K], bias [F], output [B, H′, W′, F]. A tied filter is that of
 * a `conv2d` from F to K channels, as it is. Filters start by the activation that follows; a value
 * of the output sums over h w K / stride² products. (Zeiler et al., "Deconvolutional networks",
 * 2010.)
 */
export const conv2dTranspose = defineLayer({
  schema: z.strictObject({
    type: z.literal(TYPE),
    ...convolutionOptions,
    /**
     * The height and width of the output, of those that a convolution maps to the input; unless given,
     * input · stride with padding `same`, (input − 1) · stride + size with `valid`.
     */
    outputSize: pairSpec.optional(),
  }),
  outputShape({ outputSize, ...spec }, input) {
    const windows = filterWindows(spec);
    return [...imageUnder(TYPE, input, { windows, outputSize }), spec.filters];
  },
  params(spec, input, context) {
    const { size: [height, width], stride } = filterWindows(spec);
    const { channels } = imageSize(TYPE, input);
    const fans = {
      fanIn: height * width * channels / (stride[0] * stride[1]),
      fanOut: height * width * spec.filters,
    };
    const shape = [height, width, spec.filters, channels];
    return convolutionParams(spec, shape, { ...context, fans });
  },
  traits: () => ({ weights: { param: "filter", axes: "filter", vectors: "filters" } }),
  apply({ outputSize, ...spec }, x, { params: { filter, bias } }) {
    const windows = filterWindows(spec);
    const [batch, ...input] = x.shape;
    const [height, width] = imageUnder(TYPE, input, { windows, outputSize });
    const { stride, padding } = windows, outputShape = [batch, height, width, spec.filters];
    if (bias) return biasedConv2dTranspose({ x, filter, bias }, { stride, padding, outputShape });
    return tf.conv2dTranspose(
      x as tf.Tensor4D,
      filter as tf.Tensor4D,
      outputShape as tf.Tensor4D["shape"],
      stride,
      padding,
    );
  },
  pullback(spec, cotangents, { params: { filter } }) {
    const { stride, padding } = filterWindows(spec);
    return tf.conv2d(cotangents as tf.Tensor4D, filter as tf.Tensor4D, stride, padding);
  },
  emit(spec, x, { graph, path, param, outputShape }) {
    const windows = filterWindows(spec), { image } = imageSize(TYPE, outputShape);
    const placed = placeWindows(image, windows);
    const inputs = [x, param("filter", [3, 2, 0, 1])];
    if (spec.bias !== false) inputs.push(param("bias"));
    return graph.node("ConvTranspose", inputs, {
      name: path,
      attributes: {
        kernel_shape: windows.size,
        strides: windows.stride,
        pads: padsOf(placed),
        output_padding: placed.rest,
      },
    });
  },
  layout: () => "channels-first",
  mirror({ size, stride, padding, bias }, { inputShape, path, tied }) {
    return {
      type: "conv2d",
      filters: imageSize(TYPE, inputShape).channels,
      size,
      ...(stride !== undefined && { stride }),
      ...(padding !== undefined && { padding }),
      ...(bias === false && { bias }),
      ...(tied && { tiedTo: path }),
    };
  },
});
