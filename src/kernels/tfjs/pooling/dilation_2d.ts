import * as tf from "@tensorflow/tfjs";
import { formatShape, sameShape } from "../../../core/shape.ts";
import { allocate, floatsOf, zeros } from "../../heap/heap.ts";
import { replaceKernel } from "../../heap/replace_kernel.ts";
import { dilationWindows, forEachMaximum } from "./window_maxima.ts";

type Inputs = Readonly<Record<"x" | "filter" | "dy", tf.TensorInfo>>;
type Kernel = (inputs: Inputs, windows: ReturnType<typeof windowsOf>) => tf.TensorInfo;

/**
 * Puts `tf.dilation2d` and its gradients right where all values of a window are below zero: those of
 * tfjs take zero to be the largest there, and pass over a NaN, which ours hand on. Whole numbers
 * stay with them.
 *
 * x [batch, height, width, channels] and the filter [filterHeight, filterWidth, channels]; plain
 * loops, not fast ones.
 */
export function registerDilation2d(): void {
  replace(tf.Dilation2D, ({ x, filter }, { windows, outShape }) => {
    const y = allocate(outShape), [ofX, ofFilter, values] = floatsOf(x, filter, y);
    forEachMaximum({ x: ofX, filter: ofFilter }, windows, ({ output, value }) => {
      values[output] = value;
    });
    return y;
  });
  replace(tf.Dilation2DBackpropInput, ({ x, filter, dy }, { windows }) => {
    const dx = zeros(x.shape), [ofX, ofFilter, ofY, sums] = floatsOf(x, filter, dy, dx);
    forEachMaximum({ x: ofX, filter: ofFilter }, windows, ({ output, input }) => {
      if (input >= 0) sums[input] += ofY[output];
    });
    return dx;
  });
  replace(tf.Dilation2DBackpropFilter, ({ x, filter, dy }, { windows }) => {
    const gradient = zeros(filter.shape);
    const [ofX, ofFilter, ofY, sums] = floatsOf(x, filter, dy, gradient);
    forEachMaximum({ x: ofX, filter: ofFilter }, windows, ({ output, input, tap }) => {
      if (input >= 0) sums[tap] += ofY[output];
    });
    return gradient;
  });
}

function replace(name: string, kernel: Kernel): void {
  replaceKernel(name, (call, stock) => {
    const inputs = call.inputs as Inputs;
    const { x, filter } = inputs;
    if (x.dtype !== "float32" || filter.dtype !== "float32") return stock(call);
    return kernel(inputs, windowsOf(inputs, call.attrs as unknown as tf.Dilation2DAttrs));
  });
}

function windowsOf({ x, filter, dy }: Inputs, { strides, pad, dilations }: tf.Dilation2DAttrs) {
  const info = tf.backend_util.computeDilation2DInfo(
    x.shape as tf.Tensor4D["shape"],
    filter.shape as tf.Tensor3D["shape"],
    strides,
    pad,
    "NHWC",
    dilations,
  );
  if (dy !== undefined && !sameShape(dy.shape, info.outShape)) {
    throw new RangeError(
      `Cannot compute a gradient of a dilation: dy has shape ${formatShape(dy.shape)}, expected ${
        formatShape(info.outShape)
      }`,
    );
  }
  return { windows: dilationWindows(info), outShape: info.outShape };
}
