import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../../core/shape.ts";
import { windowSizes } from "../../convolution/window_sizes.ts";
import type { PoolShape } from "../../pooling/pool_shape.ts";

/** The attributes of pooling, as the kernels of tfjs get them. */
export type StockPoolAttrs = Pick<
  tf.MaxPoolAttrs,
  "filterSize" | "strides" | "pad" | "dimRoundingMode"
>;

/** Works out how images are pooled from what tfjs knows of it. */
export function stockPoolShape(shape: readonly number[], attrs: StockPoolAttrs): PoolShape {
  const { filterSize, strides, pad, dimRoundingMode } = attrs;
  const images = shape as [number, number, number, number];
  const info = tf.backend_util.computePool2DInfo(
    images,
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  return windowSizes(info);
}

/**
 * The same of a gradient, which has as many windows as dy: tfjs does not pass on how sizes are
 * rounded.
 *
 * `kind` is what images are pooled to, in the RangeError that it throws for a dy of other images or
 * channels.
 */
export function stockPoolGradientShape(
  kind: "averages" | "maxima",
  { x, dy, attrs }: { x: tf.TensorInfo; dy: tf.TensorInfo; attrs: StockPoolAttrs },
): PoolShape {
  const shape = stockPoolShape(x.shape, attrs), { batch, channels } = shape;
  const [ofBatch, outHeight, outWidth, ofChannels] = dy.shape;
  if (dy.shape.length !== 4 || ofBatch !== batch || ofChannels !== channels) {
    throw new RangeError(
      `Cannot pool ${kind} backwards: dy has shape ${
        formatShape(dy.shape)
      }, expected one of ${batch} images with ${channels} channels`,
    );
  }
  return { ...shape, outHeight, outWidth };
}

/** Tells windows that all have a place in the image: padding of tfjs may be wider than a window. */
export function hasNoEmptyWindow(shape: PoolShape): boolean {
  return shape.top < shape.sizeHeight && shape.left < shape.sizeWidth &&
    (shape.outHeight - 1) * shape.strideHeight - shape.top < shape.height &&
    (shape.outWidth - 1) * shape.strideWidth - shape.left < shape.width;
}
