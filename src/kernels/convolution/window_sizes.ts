import type * as tf from "@tensorflow/tfjs";
import type { WindowSizes } from "../heap/routines.ts";

/** The windows of a convolution or of pooling as tfjs has worked them out, and how many images. */
export function windowSizes(
  info: tf.backend_util.Conv2DInfo,
): WindowSizes & { readonly batch: number } {
  return {
    batch: info.batchSize,
    height: info.inHeight,
    width: info.inWidth,
    channels: info.inChannels,
    sizeHeight: info.filterHeight,
    sizeWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    top: info.padInfo.top,
    left: info.padInfo.left,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
  };
}
