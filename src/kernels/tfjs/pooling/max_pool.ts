import * as tf from "@tensorflow/tfjs";
import { allocate, pointer, routines } from "../../heap/heap.ts";
import { replaceKernel } from "../../heap/replace_kernel.ts";
import { windowScratch } from "../../pooling/window_scratch.ts";
import {
  hasNoEmptyWindow,
  type StockPoolAttrs,
  stockPoolGradientShape,
  stockPoolShape,
} from "./stock_pool_shape.ts";

/**
 * Puts our maxima under `tf.maxPool`: a window with a NaN gives NaN, whatever its size, as `tf.max`
 * does; the kernel of tfjs passes over it, or gives −∞ or a smaller value in its place.
 *
 * x [batch, height, width, channels] gives [batch, outHeight, outWidth, channels]. Images
 * with windows of padding alone stay with tfjs.
 */
export function registerMaxPool(): void {
  replaceKernel(tf.MaxPool, (call, stock) => {
    const { x } = call.inputs as { x: tf.TensorInfo };
    const attrs = call.attrs as unknown as StockPoolAttrs;
    const shape = stockPoolShape(x.shape, attrs);
    if (x.dtype !== "float32" || !hasNoEmptyWindow(shape)) {
      return stock(call);
    }
    const { batch, outHeight, outWidth, channels } = shape;
    const y = allocate([batch, outHeight, outWidth, channels]);
    const { windows, rest } = windowScratch(shape, outWidth * channels * 4);
    routines().maxPoolValues(windows, pointer(x), batch, rest, pointer(y));
    return y;
  });
}

/**
 * Puts our gradient under that of `tf.maxPool`: it goes to the lowest position of equal maxima; the
 * kernel of tfjs gives it to the last, and to position 0 where nothing in a window is above 0.
 *
 * dy [batch, outHeight, outWidth, channels] and the input [batch, height, width, channels] give
 * the shape of the input.
 */
export function registerMaxPoolGradient(): void {
  replaceKernel(tf.MaxPoolGrad, (call, stock) => {
    const { dy, input: x } = call.inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
    const attrs = call.attrs as unknown as StockPoolAttrs;
    const shape = stockPoolGradientShape("maxima", { x, dy, attrs });
    if (x.dtype !== "float32" || !hasNoEmptyWindow(shape)) return stock(call);
    const dx = allocate(x.shape);
    const { windows, rest } = windowScratch(shape, shape.outWidth * shape.channels * 8);
    const [from, atX, to] = [dy, x, dx].map(pointer);
    routines().maxPoolGradient(windows, from, atX, shape.batch, rest, to);
    return dx;
  });
}
