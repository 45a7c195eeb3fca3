import type { ConvolutionShape } from "../../../../src/kernels/convolution/convolution_shape.ts";

/** The positions of an input, a value of the filter and an output that meet. */
export type Visit = (iX: number, iFilter: number, iY: number) => void;

/**
 * The gradient of a filter of so many values: products of x and dy, of which those of `bandRows` rows
 * of outputs are summed apart and then added up.
 */
export function sumBands(
  { x, dy, bandRows, size }: {
    x: Float32Array;
    dy: Float32Array;
    bandRows: number;
    size: number;
  },
  { outHeight, outWidth, outChannels }: ConvolutionShape,
  forEachProduct: (visit: Visit) => void,
): Float32Array<ArrayBuffer> {
  const gradient = new Float32Array(size), band = new Float32Array(size);
  const addBand = () => {
    for (let i = 0; i < size; i++) gradient[i] += band[i];
    band.fill(0);
  };
  let last = 0;
  forEachProduct((iX, iFilter, iY) => {
    const row = Math.floor(iY / (outWidth * outChannels)), image = Math.floor(row / outHeight);
    const current = image * outHeight + Math.floor(row % outHeight / bandRows);
    if (current !== last) addBand();
    last = current;
    band[iFilter] += Math.fround(x[iX] * dy[iY]);
  });
  addBand();
  return gradient;
}
