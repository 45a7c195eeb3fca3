import * as tf from "@tensorflow/tfjs";
import { formatShape, sameShape } from "../../../core/shape.ts";
import { checkFloats } from "../../heap/check_tensors.ts";
import { allocate, floatsOf, zeros } from "../../heap/heap.ts";
import { replaceKernel } from "../../heap/replace_kernel.ts";
import { forEachMaximum, poolWindows } from "./window_maxima.ts";

const ACTION = "pool the maxima of a volume";

/**
 * Puts `tf.maxPool3d` and its gradient right where all values of a window are below zero: those of
 * tfjs take zero to be the largest there, and pass over a NaN, which ours hand on.
 *
 * x [batch, depth, height, width, channels]; a plain loop, not a fast one.
 */
export function registerMaxPool3d(): void {
  replaceKernel(tf.MaxPool3D, ({ inputs, attrs }) => {
    const { x } = inputs as { x: tf.TensorInfo };
    const info = infoOf(x, attrs as unknown as tf.MaxPool3DAttrs);
    const y = allocate(info.outShape), [ofX, values] = floatsOf(x, y);
    forEachMaximum({ x: ofX }, poolWindows(info), ({ output, value }) => {
      values[output] = value;
    });
    return y;
  });
  replaceKernel(tf.MaxPool3DGrad, ({ inputs, attrs }) => {
    const { dy, input } = inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
    const info = infoOf(input, attrs as unknown as tf.MaxPool3DGradAttrs);
    if (!sameShape(dy.shape, info.outShape) || dy.dtype !== "float32") {
      throw new RangeError(
        `Cannot ${ACTION} backwards: dy is ${dy.dtype} ${formatShape(dy.shape)}, expected float32 ${
          formatShape(info.outShape)
        }`,
      );
    }
    const dx = zeros(input.shape), [ofX, ofY, sums] = floatsOf(input, dy, dx);
    forEachMaximum({ x: ofX }, poolWindows(info), ({ output, input }) => {
      if (input >= 0) sums[input] += ofY[output];
    });
    return dx;
  });
}

function infoOf(
  x: tf.TensorInfo,
  attrs: tf.MaxPool3DGradAttrs & Partial<Pick<tf.MaxPool3DAttrs, "dataFormat">>,
): tf.backend_util.Conv3DInfo {
  const { filterSize, strides, pad, dimRoundingMode, dataFormat = "NDHWC" } = attrs;
  if (dataFormat !== "NDHWC") {
    throw new RangeError(`Cannot ${ACTION}: the data format is ${dataFormat}, use NDHWC`);
  }
  checkFloats(ACTION, { x });
  const shape = x.shape as tf.Tensor5D["shape"];
  return tf.backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}
