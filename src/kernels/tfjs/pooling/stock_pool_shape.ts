import * as tf from "@tensorflow/tfjs";
import { windowSizes } from "../../convolution/window_sizes.ts";
import type { PoolShape } from "../../pooling/pool_shape.ts";

/** The attributes of pooling, as the kernels of tfjs get them. */
export type StockPoolAttrs = Pick<
  tf.MaxPoolAttrs,
  "filterSize" | "strides" | "pad" | "dimRoundingMode"
>;

/**
 * Works out how images are pooled from what tfjs knows of it; `outShape` is that of dy, where that
 * is known.
 */
export function stockPoolShape(
  { shape, outShape, attrs }: {
    shape: readonly number[];
    outShape?: readonly number[];
    attrs: StockPoolAttrs;
  },
): PoolShape {
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
  // The gradient of tfjs does not pass on how sizes are rounded.
  const [, outHeight, outWidth] = outShape ?? info.outShape;
  return { ...windowSizes(info), outHeight, outWidth };
}

/** Tells windows that all have a place in the image: padding of tfjs may be wider than a window. */
export function hasNoEmptyWindow(shape: PoolShape): boolean {
  return shape.top < shape.sizeHeight && shape.left < shape.sizeWidth &&
    (shape.outHeight - 1) * shape.strideHeight - shape.top < shape.height &&
    (shape.outWidth - 1) * shape.strideWidth - shape.left < shape.width;
}
