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
 * directions in which they vary most, single numbers along a line. The second axis of single numbers
 * has no name, nor has one along which larger codes do not vary.
 *
 * Throws a RangeError for no codes of more than two numbers.
 */
export function codePlane(codes: NdArray): CodePlane {
  const [count, ...shape] = codes.shape;
  const size = sizeOf(shape);
  if (size === 1) return { points: onPlane(codes.values, count), axes: ["code 1", ""] };
  if (size === 2) {
    return { points: ndArray([count, 2], codes.values), axes: ["code 1", "code 2"] };
  }
  const examples = { shape, count, values: codes.values };
  const pca = fitPca(examples, { components: 2 });
  const total = totalVariance(codes, pca.mean.values);
  const [first = "", second = ""] = Array.from(
    pca.variances.values,
    (variance, axis) =>
      `principal axis ${axis + 1} of the codes (${
        Math.round(100 * variance / total)
      } % of their variance)`,
  );
  return { points: onPlane(encodePca(pca, codes.values), count), axes: [first, second] };
}

/** Points of two numbers, one or none each [N · numbers] as points of the plane [N, 2]. */
function onPlane(values: Float32Array, count: number): NdArray {
  const points = ndArray([count, 2], new Float32Array(2 * count)), numbers = values.length / count;
  values.forEach((value, i) => points.values[2 * Math.floor(i / numbers) + i % numbers] = value);
  return points;
}

function totalVariance({ shape: [count], values }: NdArray, mean: Float32Array): number {
  return values.reduce((sum, v, i) => sum + (v - mean[i % mean.length]) ** 2, 0) / count;
}
