import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../../core/shape.ts";
import { checkFloats, checkOutputGradient } from "../../heap/check_tensors.ts";
import type { ConvolutionShape } from "../../convolution/convolution_shape.ts";
import { windowSizes } from "../../convolution/window_sizes.ts";

/**
 * The sizes of a depthwise convolution of x [batch, height, width, channels] with a filter
 * [sizeHeight, sizeWidth, channels, multiplier] to
 * [batch, outHeight, outWidth, channels · multiplier].
 */
export type DepthwiseShape = ConvolutionShape & {
  /** Outputs of each channel. */
  readonly multiplier: number;
};

/** The attributes of a depthwise convolution, as the kernels of tfjs get them. */
export type DepthwiseAttrs = Pick<
  tf.DepthwiseConv2dNativeBackpropInputAttrs,
  "strides" | "pad" | "dilations" | "dimRoundingMode"
>;

/**
 * Works out a depthwise convolution from what tfjs knows of it.
 *
 * `action` completes "Cannot …" in the RangeError that it throws for shapes that do not fit, and the
 * TypeError for tensors not of float32.
 */
export function depthwiseShape(
  action: string,
  { inShape, filterShape, outShape, tensors, attrs }: {
    inShape: readonly number[];
    filterShape: readonly number[];
    outShape: readonly number[];
    tensors: Readonly<Record<string, tf.TensorInfo>>;
    attrs: DepthwiseAttrs;
  },
): DepthwiseShape {
  checkFloats(action, tensors);
  const operands = `an input ${formatShape(inShape)} and a filter ${formatShape(filterShape)}`;
  if (inShape.length !== 4 || filterShape.length !== 4 || inShape[3] !== filterShape[2]) {
    throw new RangeError(
      `Cannot ${action}: expected an input [batch, height, width, channels] and a filter ` +
        `[height, width, channels, multiplier], not ${operands}`,
    );
  }
  const info = tf.backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    true,
  );
  checkOutputGradient(action, { dy: outShape, expected: info.outShape, operands });
  const [, , , multiplier] = filterShape;
  return { ...windowSizes(info), outChannels: info.outChannels, multiplier };
}
