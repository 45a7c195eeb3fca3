import type { WindowSizes } from "../heap/routines.ts";
import type { ConvolutionShape } from "./convolution_shape.ts";
import type { RowsAndColumns } from "./gradient_phases.ts";

/** The windows on dy that the rows and columns of all phases are made of. */
export function dyWindows(shape: ConvolutionShape, { down, across }: RowsAndColumns): WindowSizes {
  return {
    height: shape.outHeight,
    width: shape.outWidth,
    channels: shape.outChannels,
    sizeHeight: down.reach,
    sizeWidth: across.reach,
    strideHeight: 1,
    strideWidth: 1,
    dilationHeight: 1,
    dilationWidth: 1,
    top: -down.first,
    left: -across.first,
    outHeight: down.count,
    outWidth: across.count,
  };
}
