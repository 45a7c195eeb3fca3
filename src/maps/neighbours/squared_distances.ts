import type { NdArray } from "../../core/nd_array.ts";
import type { MapMemory } from "../memory/map_memory.ts";

/** Points whose squared distances are computed by products of 32 bits, with what these are off at most. */
export interface SquaredDistances {
  readonly memory: MapMemory;
  /** The number of points. */
  readonly count: number;
  /** The most by which a squared distance of a point is off. */
  errorOf(point: number): number;
  /** The squared distance of two points, in 64 bits. */
  between(a: number, b: number): number;
  /** Puts so many points, `BLOCK` at most, by their numbers, where `compute` takes them from. */
  put(count: number, pointAt: (row: number) => number): void;
  /** Computes the squared distances of the points that were put to those from `first` on, to `at` [put, columns]. */
  compute(first: number, columns: number, at: number): void;
}

/** The most points of a block: its distances, both ways, stay in the second-level cache. */
export const BLOCK = 256;

/** Half the distance from 1 to the next 32-bit number: the largest relative error of rounding. */
const ROUNDING = 2 ** -24;

/**
 * Takes points [N, D] into the memory. A squared distance is one product of the rows (−2 x, ‖x‖², 1) and
 * (y, 1, ‖y‖²) of points around their mean, which is off by no more than (D / 2 + 8) 2⁻²⁴ (‖x‖ + ‖y‖)²,
 * whatever the order of its sum.
 */
export function startDistances(
  { shape: [count, size], values }: NdArray,
  memory: MapMemory,
): SquaredDistances {
  const { kernels } = memory, width = size + 2, mean = means(values, size);
  const scratch = memory.take(kernels.gemmScratch());
  const place = memory.take(4 * count * width), asked = memory.take(4 * BLOCK * width);
  const norms = new Float64Array(count);
  const rows = memory.floats(place, count * width);
  for (let i = 0, from = 0, to = 0; i < count; i++) {
    let square = 0;
    for (let d = 0; d < size; d++) {
      rows[to] = values[from++] - mean[d];
      square += rows[to++] ** 2;
    }
    rows[to++] = 1;
    rows[to++] = square;
    norms[i] = Math.sqrt(square);
  }
  const largest = norms.reduce((larger, norm) => Math.max(larger, norm), 0);
  let put = 0;
  return {
    ...{ memory, count },
    errorOf: (point) => (size / 2 + 8) * ROUNDING * (norms[point] + largest) ** 2,
    between(a, b) {
      let sum = 0;
      for (let i = a * size, j = b * size, end = i + size; i < end; i++, j++) {
        const difference = values[i] - values[j];
        sum += difference * difference;
      }
      return sum;
    },
    put(many, pointAt) {
      const known = memory.floats(place, count * width), out = memory.floats(asked, many * width);
      for (let row = 0, to = 0; row < many; row++) {
        let from = pointAt(row) * width;
        for (let d = 0; d < size; d++) out[to++] = -2 * known[from++];
        out[to++] = known[from + 1];
        out[to++] = 1;
      }
      put = many;
    },
    compute: (first, columns, at) =>
      kernels.gemm(
        ...[asked, place + 4 * first * width, put, columns, width] as const,
        ...[false, true, 0, -Infinity, Infinity, scratch, at] as const,
      ),
  };
}

/** The means of the columns, in 32 bits, so that nothing is left of a column of equal values. */
function means(values: Float32Array, size: number): Float64Array {
  const sums = new Float64Array(size), count = values.length / size;
  for (let at = 0; at < values.length;) {
    for (let d = 0; d < size; d++) sums[d] += values[at++];
  }
  return sums.map((sum) => Math.fround(sum / count));
}
