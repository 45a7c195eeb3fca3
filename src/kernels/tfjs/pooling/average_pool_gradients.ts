import * as tf from "@tensorflow/tfjs";
import { replaceGradient, replaceKernel } from "../../heap/replace_gradient.ts";

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
  // That of tfjs forgets how the size of the output was rounded; the kernel is in pooling.ts.
  replaceGradient(tf.AvgPool, ({ dy, saved: [input], attrs }) => ({
    x: () => tf.engine().runKernel(tf.AvgPoolGrad, { dy, input }, attrs) as tf.Tensor,
  }));
  const stock = tf.getKernel(tf.AvgPool3DGrad, "wasm");
  replaceKernel(tf.AvgPool3DGrad, ({ inputs, attrs, backend }) => {
    const { dy, input } = inputs as { dy: tf.Tensor5D; input: tf.Tensor5D };
    const scaled = tf.tidy(() =>
      scaledVolume(dy, input.shape, attrs as unknown as tf.AvgPool3DAttrs)
    );
    const dx = stock.kernelFunc({
      inputs: { dy: scaled, input },
      backend,
      ...(attrs && { attrs }),
    });
    scaled.dispose();
    return dx as tf.TensorInfo;
  });
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

function planeAxes(
  info: tf.backend_util.Conv2DInfo | tf.backend_util.Conv3DInfo,
): [Axis, Axis] {
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
