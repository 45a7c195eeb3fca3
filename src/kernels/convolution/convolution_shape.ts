import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../core/shape.ts";
import { checkFloats, checkOutputGradient } from "../heap/check_tensors.ts";
import type { WindowSizes } from "../heap/routines.ts";
import { windowSizes } from "./window_sizes.ts";

/**
 * The sizes of a convolution of x [batch, height, width, channels] with a filter
 * [sizeHeight, sizeWidth, channels, outChannels] to [batch, outHeight, outWidth, outChannels].
 */
export type ConvolutionShape = WindowSizes & {
  readonly batch: number;
  readonly outChannels: number;
};

/** The attributes of a convolution, as the kernels of tfjs get them. */
export type ConvolutionAttrs = Pick<
  tf.Conv2DBackpropInputAttrs,
  "strides" | "pad" | "dataFormat" | "dimRoundingMode"
>;

/**
 * Works out a convolution without dilation from what tfjs knows of it.
 *
 * `action` completes "Cannot …" in the RangeError that it throws for another data format than NHWC
 * or an output of another shape than `outShape`, and the TypeError for tensors not of float32.
 */
export function convolutionShape(
  action: string,
  { inShape, filterShape, outShape, tensors, attrs }: {
    inShape: readonly number[];
    filterShape: readonly number[];
    outShape?: readonly number[];
    tensors: Readonly<Record<string, tf.TensorInfo>>;
    attrs: ConvolutionAttrs;
  },
): ConvolutionShape {
  const { strides, pad, dataFormat, dimRoundingMode } = attrs;
  if (dataFormat !== "NHWC") {
    throw new RangeError(`Cannot ${action}: the data format is ${dataFormat}, use NHWC`);
  }
  checkFloats(action, tensors);
  const info = tf.backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  if (outShape !== undefined) {
    const operands = `an input ${formatShape(inShape)} and a filter ${formatShape(filterShape)}`;
    checkOutputGradient(action, { dy: outShape, expected: info.outShape, operands });
  }
  return { ...windowSizes(info), outChannels: info.outChannels };
}
