import * as tf from "@tensorflow/tfjs";
import { allocate, pointer, routines } from "../../heap/heap.ts";
import { replaceGradient } from "../../heap/replace_gradient.ts";
import { type KernelCall, replaceKernel } from "../../heap/replace_kernel.ts";
import { windowScratch } from "../../pooling/window_scratch.ts";
import { type StockPoolAttrs, stockPoolGradientShape } from "./stock_pool_shape.ts";

/** The windows along rows, columns or depth. */
interface Axis {
  readonly size: number;
  readonly outputs: number;
  readonly taps: number;
  readonly stride: number;
  readonly before: number;
}

/**
 * Gives `tf.avgPool` the gradient of its own rounding, and `tf.avgPool3d` that of its own padding: a
 * window that reaches into the padding averages fewer values, which the kernel of tfjs overlooks.
 */
export function registerAveragePoolGradients(): void {
  // That of tfjs forgets how the size of the output was rounded.
  replaceGradient(tf.AvgPool, ({ dy, saved: [input], attrs }) => ({
    x: () => tf.engine().runKernel(tf.AvgPoolGrad, { dy, input }, attrs) as tf.Tensor,
  }));
  replaceKernel(tf.AvgPoolGrad, (call, stock) => averagePoolGradient(call) ?? stock(call));
  replaceKernel(tf.AvgPool3DGrad, (call, stock) => {
    const { dy, input } = call.inputs as { dy: tf.Tensor5D; input: tf.Tensor5D };
    const scaled = tf.tidy(() =>
      scaledVolume(dy, input.shape, call.attrs as unknown as tf.AvgPool3DAttrs)
    );
    const dx = stock({ ...call, inputs: { dy: scaled, input } });
    scaled.dispose();
    return dx;
  });
}

/**
 * dx [batch, height, width, channels] of images from dy [batch, outHeight, outWidth, channels]: over
 * as many places as a window has in the image, by which the forward pass divides; the kernel of tfjs
 * counts those in the padding too. Other types than float32 have none.
 */
function averagePoolGradient({ inputs, attrs }: KernelCall): tf.TensorInfo | undefined {
  const { dy, input: x } = inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
  if (x.dtype !== "float32") return undefined;
  const shape = stockPoolGradientShape("averages", {
    x,
    dy,
    attrs: attrs as unknown as StockPoolAttrs,
  });
  const dx = allocate(x.shape), { windows } = windowScratch(shape);
  routines().averagePoolGradient(windows, pointer(dy), shape.batch, pointer(dx));
  return dx;
}

/** The gradient as the kernel of tfjs needs it, which divides by the whole window. */
function scaledVolume(
  dy: tf.Tensor5D,
  inputShape: tf.Tensor5D["shape"],
  { filterSize, strides, pad, dimRoundingMode }: tf.AvgPool3DAttrs,
): tf.Tensor {
  const info = tf.backend_util.computePool3DInfo(
    inputShape,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const depth = {
    size: info.inDepth,
    outputs: info.outDepth,
    taps: info.filterDepth,
    stride: info.strideDepth,
    before: info.padInfo.front,
  };
  const volume = info.filterDepth * info.filterHeight * info.filterWidth;
  return tf.mul(dy, tf.mul(windowShares([depth, ...planeAxes(info)]), volume));
}

function planeAxes(info: tf.backend_util.Conv3DInfo): [Axis, Axis] {
  return [{
    size: info.inHeight,
    outputs: info.outHeight,
    taps: info.filterHeight,
    stride: info.strideHeight,
    before: info.padInfo.top,
  }, {
    size: info.inWidth,
    outputs: info.outWidth,
    taps: info.filterWidth,
    stride: info.strideWidth,
    before: info.padInfo.left,
  }];
}

/** One over the values in each window, [...outputs, 1]; nothing for one that lies outside. */
function windowShares(axes: readonly Axis[]): tf.Tensor {
  const counts = axes.map(({ size, outputs, taps, stride, before }) =>
    Array.from({ length: outputs }, (_, output) => {
      const first = output * stride - before;
      return Math.max(0, Math.min(first + taps, size) - Math.max(first, 0));
    })
  );
  const shape = [...axes.map(({ outputs }) => outputs), 1];
  const shares = counts.reduce(
    (sizes, more) => sizes.flatMap((size) => more.map((count) => size * count)),
    [1],
  ).map((count) => count === 0 ? 0 : 1 / count);
  return tf.tensor(new Float32Array(shares), shape);
}
