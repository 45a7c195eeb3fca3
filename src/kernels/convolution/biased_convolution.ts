import * as tf from "@tensorflow/tfjs";
import { formatShape, sameShape } from "../../core/shape.ts";
import { type ConvolutionInputs, runConvolution } from "./conv2d.ts";
import { conv2dFilterGradient, conv2dInputGradient } from "./conv2d_dilation.ts";
import { runInputGradient } from "./conv2d_gradients.ts";

const NAME = "BiasedConv2D";
const TRANSPOSE_NAME = "BiasedConv2DTranspose";

/** The operands of a convolution. */
export interface ConvolutionTensors {
  /** [B, H, W, K] */
  readonly x: tf.Tensor;
  /** [h, w, K, F], of a transposed convolution [h, w, F, K]. */
  readonly filter: tf.Tensor;
  /** [F] */
  readonly bias: tf.Tensor;
}

/** The places of a filter on images; pairs are of height and width. */
export interface ConvolutionOptions {
  /** From one place of the filter to the next. */
  readonly stride: readonly [number, number];
  readonly padding: "valid" | "same";
}

/** The same for tfjs; no interface, so that kernels take it as attributes. */
type Attrs = {
  strides: [number, number];
  pad: "valid" | "same";
  dataFormat: "NHWC";
  dilations: 1;
  inputShape: [number, number, number, number];
};

/**
 * `tf.add(tf.conv2d(x, filter), bias)` with the bias added while sums are in registers: [B, H′, W′, F].
 *
 * Throws a RangeError for another bias than one value for each output channel, a TypeError for another
 * type than float32.
 */
export function biasedConv2d(
  tensors: ConvolutionTensors,
  options: ConvolutionOptions,
): tf.Tensor4D {
  const inputShape = tensors.x.shape as Attrs["inputShape"];
  return run(NAME, tensors, { attrs: attrsOf(options, inputShape), channelAxis: 3 });
}

/**
 * `tf.add(tf.conv2dTranspose(x, filter, outputShape), bias)` in the same way: `outputShape`
 * [B, H′, W′, F].
 *
 * Throws what `biasedConv2d` throws.
 */
export function biasedConv2dTranspose(
  tensors: ConvolutionTensors,
  { outputShape, ...options }: ConvolutionOptions & { outputShape: readonly number[] },
): tf.Tensor4D {
  const inputShape = [...outputShape] as Attrs["inputShape"];
  return run(TRANSPOSE_NAME, tensors, { attrs: attrsOf(options, inputShape), channelAxis: 2 });
}

function attrsOf({ stride, padding }: ConvolutionOptions, inputShape: Attrs["inputShape"]): Attrs {
  return { strides: [...stride], pad: padding, dataFormat: "NHWC", dilations: 1, inputShape };
}

function run(
  name: string,
  { x, filter, bias }: ConvolutionTensors,
  { attrs, channelAxis }: { attrs: Attrs; channelAxis: number },
): tf.Tensor4D {
  const channels = filter.shape[channelAxis];
  if (bias.dtype !== "float32") {
    throw new TypeError(
      `Cannot convolve: the bias is of type ${bias.dtype}, cast it to float32`,
    );
  }
  if (!sameShape(bias.shape, [channels])) {
    throw new RangeError(
      `Cannot convolve: the bias has shape ${formatShape(bias.shape)}, expected [${channels}]`,
    );
  }
  return tf.engine().runKernel(name, { x, filter, bias }, attrs) as tf.Tensor as tf.Tensor4D;
}

/** Makes both kernels that tfjs knows, and their gradients. */
export function registerBiasedConvolutions(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) =>
      runConvolution(inputs as ConvolutionInputs<"x">, attrs as Attrs),
  });
  tf.registerGradient({
    kernelName: NAME,
    inputsToSave: ["x", "filter"],
    gradFunc(gradient, [x, filter], attrs) {
      const dy = gradient as tf.Tensor, convolution = of(filter, attrs as Attrs);
      return {
        x: () => conv2dInputGradient({ dy, filter }, convolution),
        filter: () => conv2dFilterGradient({ x, dy }, convolution),
        bias: () => tf.sum(dy, [0, 1, 2]),
      };
    },
  });
  tf.registerKernel({
    kernelName: TRANSPOSE_NAME,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { x: dy, filter, bias } = inputs as ConvolutionInputs<"x">;
      return runInputGradient({ dy, filter, bias }, attrs as Attrs);
    },
  });
  tf.registerGradient({
    kernelName: TRANSPOSE_NAME,
    inputsToSave: ["x", "filter"],
    gradFunc(gradient, [x, filter], attrs) {
      const dy = gradient as tf.Tensor4D, { strides, pad } = attrs as Attrs;
      return {
        x: () => tf.conv2d(dy, filter as tf.Tensor4D, strides, pad),
        // What goes in here comes out there.
        filter: () => conv2dFilterGradient({ x: dy, dy: x }, of(filter, attrs as Attrs)),
        bias: () => tf.sum(dy, [0, 1, 2]),
      };
    },
  });
}

function of(filter: tf.Tensor, attrs: Attrs) {
  return {
    inputShape: attrs.inputShape,
    filterShape: filter.shape as tf.Tensor4D["shape"],
    attrs,
  };
}
