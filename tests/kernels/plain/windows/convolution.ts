import type { ConvolutionShape } from "../../../../src/kernels/convolution/convolution_shape.ts";
import { sumBands, type Visit } from "./sum_bands.ts";

/**
 * The plain twin of `convolve`, in the order of the simd build and with its roundings where there
 * is more than one channel of outputs.
 */
export function convolve(
  { x, filter, bias }: { x: Float32Array; filter: Float32Array; bias?: Float32Array | undefined },
  shape: ConvolutionShape,
): Float32Array<ArrayBuffer> {
  const { batch, outHeight, outWidth, outChannels } = shape;
  const y = filled(batch * outHeight * outWidth * outChannels, bias);
  forEachProduct(shape, (iX, iFilter, iY) => y[iY] += Math.fround(x[iX] * filter[iFilter]));
  return y;
}

/**
 * The plain twin of `filterGradient`, which sums `bandRows` rows of outputs apart and then adds
 * these sums up.
 */
export function filterGradient(
  { x, dy, bandRows }: { x: Float32Array; dy: Float32Array; bandRows: number },
  shape: ConvolutionShape,
): Float32Array<ArrayBuffer> {
  const { sizeHeight, sizeWidth, channels, outChannels } = shape;
  const size = sizeHeight * sizeWidth * channels * outChannels;
  return sumBands({ x, dy, bandRows, size }, shape, (visit) => forEachProduct(shape, visit));
}

/**
 * The plain twin of `inputGradient`: the taps of the filter in their reverse order, to the bit
 * where there is more than one channel of inputs.
 */
export function inputGradient(
  { dy, filter, bias }: { dy: Float32Array; filter: Float32Array; bias?: Float32Array | undefined },
  shape: ConvolutionShape,
): Float32Array<ArrayBuffer> {
  const { batch, height, width, channels } = shape;
  const dx = filled(batch * height * width * channels, bias);
  // Later outputs meet an input through earlier taps, so their order is that of the outputs.
  forEachProduct(shape, (iX, iFilter, iY) => dx[iX] += Math.fround(dy[iY] * filter[iFilter]));
  return dx;
}

/** So many values: a bias over and over, or zeros. */
function filled(count: number, bias?: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count }, (_, i) => bias ? bias[i % bias.length] : 0);
}

/** Visits the positions of all triples (x, filter, y) that meet, outputs in their order. */
function forEachProduct(shape: ConvolutionShape, visit: Visit): void {
  const { batch, height, width, channels, outHeight, outWidth, outChannels } = shape;
  const { sizeHeight, sizeWidth, strideHeight, strideWidth, top, left } = shape;
  for (let position = 0; position < batch * outHeight * outWidth; position++) {
    const column = position % outWidth, row = Math.floor(position / outWidth);
    const firstY = row % outHeight * strideHeight - top, firstX = column * strideWidth - left;
    const image = Math.floor(row / outHeight);
    for (let tap = 0; tap < sizeHeight * sizeWidth; tap++) {
      const y = firstY + Math.floor(tap / sizeWidth), x = firstX + tap % sizeWidth;
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      const iX = ((image * height + y) * width + x) * channels;
      for (let i = 0; i < channels; i++) {
        for (let o = 0; o < outChannels; o++) {
          const iFilter = (tap * channels + i) * outChannels + o;
          visit(iX + i, iFilter, position * outChannels + o);
        }
      }
    }
  }
}
