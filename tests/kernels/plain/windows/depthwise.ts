import type { DepthwiseShape } from "../../../../src/kernels/tfjs/convolution/depthwise_shape.ts";
import { sumBands, type Visit } from "./sum_bands.ts";

/** The plain twin of `depthwiseFilterGradient`: `bandRows` rows of outputs are summed apart. */
export function depthwiseFilterGradient(
  { x, dy, bandRows }: { x: Float32Array; dy: Float32Array; bandRows: number },
  shape: DepthwiseShape,
): Float32Array<ArrayBuffer> {
  const { sizeHeight, sizeWidth, outChannels } = shape;
  const size = sizeHeight * sizeWidth * outChannels;
  return sumBands({ x, dy, bandRows, size }, shape, (visit) => forEachProduct(shape, visit));
}

/** The plain twin of `depthwiseInputGradient`: the outputs of a channel are summed apart first. */
export function depthwiseInputGradient(
  { dy, filter }: { dy: Float32Array; filter: Float32Array },
  shape: DepthwiseShape,
): Float32Array<ArrayBuffer> {
  const { batch, height, width, channels, multiplier } = shape;
  const count = batch * height * width * channels;
  const apart = new Float32Array(count * multiplier);
  // Later outputs meet an input through earlier taps, so their order is that of the outputs.
  forEachProduct(shape, (iX, iFilter, iY) => {
    apart[iX * multiplier + iY % multiplier] += Math.fround(dy[iY] * filter[iFilter]);
  });
  const dx = new Float32Array(count);
  apart.forEach((value, i) => dx[Math.floor(i / multiplier)] += value);
  return dx;
}

/** Visits the positions of all triples (x, filter, y) that meet, outputs in their order. */
function forEachProduct(shape: DepthwiseShape, visit: Visit): void {
  const { batch, height, width, channels, outHeight, outWidth, outChannels } = shape;
  const { sizeHeight, sizeWidth, dilationHeight, dilationWidth, multiplier } = shape;
  for (let iY = 0; iY < batch * outHeight * outWidth * outChannels; iY++) {
    const channel = iY % outChannels, position = Math.floor(iY / outChannels);
    const column = position % outWidth, row = Math.floor(position / outWidth);
    const firstY = row % outHeight * shape.strideHeight - shape.top;
    const firstX = column * shape.strideWidth - shape.left;
    const image = Math.floor(row / outHeight);
    for (let tap = 0; tap < sizeHeight * sizeWidth; tap++) {
      const y = firstY + Math.floor(tap / sizeWidth) * dilationHeight;
      const x = firstX + tap % sizeWidth * dilationWidth;
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      const iX = ((image * height + y) * width + x) * channels;
      visit(iX + Math.floor(channel / multiplier), tap * outChannels + channel, iY);
    }
  }
}
