import { type NdArray, ndArray } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import { encodePca, fitPca } from "./pca.ts";

/** Codes as points of a plane, and what its axes are. */
export interface CodePlane {
  /** [N, 2] */
  readonly points: NdArray;
  readonly axes: readonly [string, string];
}

/**
 * Lays codes [N, …code] out on a plane: codes of two numbers as they are, larger ones along the two
 * directions in which they vary most, single numbers along a line.
 *
 * Throws a RangeError for no codes.
 */
export function codePlane(codes: NdArray): CodePlane {
  const [count, ...shape] = codes.shape;
  const size = sizeOf(shape);
  if (size === 1) {
    const values = Float32Array.from(
      { length: 2 * count },
      (_, i) => i % 2 === 0 ? codes.values[i / 2] : 0,
    );
    return { points: ndArray([count, 2], values), axes: ["code 1", ""] };
  }
  if (size === 2) {
    return { points: ndArray([count, 2], codes.values), axes: ["code 1", "code 2"] };
  }
  const examples = { shape, count, values: codes.values };
  const pca = fitPca(examples, { components: 2 });
  const total = totalVariance(codes, pca.mean.values);
  const name = (axis: number) =>
    `principal axis ${axis + 1} of the codes (${
      total > 0 ? Math.round(100 * pca.variances.values[axis] / total) : 0
    } % of their variance)`;
  return {
    points: ndArray([count, 2], encodePca(pca, codes.values)),
    axes: [name(0), name(1)],
  };
}

function totalVariance({ shape: [count], values }: NdArray, mean: Float32Array): number {
  return values.reduce((sum, v, i) => sum + (v - mean[i % mean.length]) ** 2, 0) / count;
}
