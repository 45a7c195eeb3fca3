import type { NdArray } from "../core/nd_array.ts";
import { permuteAxes } from "../core/permute_axes.ts";
import { formatShape } from "../core/shape.ts";
import type { LabelledCodes } from "./linear_classifier.ts";
import type { MatMul } from "./mat_mul.ts";

/** The numbers of rows whose distances are in memory at once: of known ones, and of those that ask. */
const KNOWN = 4096, ASKED = 512;

/** Half the distance from 1 to the next 32-bit number: the largest relative error of rounding. */
const ROUNDING = 2 ** -24;

/**
 * The row of `known` [N, D] that is nearest to each row of `asked` [M, D] by the Euclidean distance, the
 * first of equal ones: [M], from 0.
 *
 * Squared distances are ‖x‖² − 2 x·y + ‖y‖², their products by blocks; a product in 32 bits is off by at
 * most (D + 1) 2⁻²⁴ ‖x‖ ‖y‖, and rows that are closer than that tells apart are compared in 64 bits, so
 * that the result is exact. Throws a RangeError for no known rows, and for rows of another size.
 */
export function nearestNeighbours(
  known: NdArray,
  asked: NdArray,
  { matMul }: { matMul: MatMul },
): Uint32Array<ArrayBuffer> {
  const [count, size] = known.shape, [askedCount] = asked.shape;
  if (
    count === 0 || known.shape.length !== 2 || asked.shape.length !== 2 || asked.shape[1] !== size
  ) {
    throw new RangeError(
      `Cannot find the neighbours of rows ${formatShape(asked.shape)} among ${
        formatShape(known.shape)
      }: expected rows of one size, and one at least to be found`,
    );
  }
  const nearest = new Uint32Array(askedCount);
  const least = new Float64Array(askedCount).fill(Infinity);
  const knownNorms = squaredNorms(known), askedNorms = squaredNorms(asked);
  for (let start = 0; start < count; start += KNOWN) {
    const columns = permuteAxes(slice(known, start, Math.min(KNOWN, count - start)), [1, 0]);
    const width = columns.shape[1], norms = knownNorms.subarray(start, start + width);
    for (let from = 0; from < askedCount; from += ASKED) {
      const rows = slice(asked, from, Math.min(ASKED, askedCount - from));
      const products = matMul(rows, columns).values;
      for (let i = 0; i < rows.shape[0]; i++) {
        const row = from + i, own = askedNorms[row];
        const block = products.subarray(i * width, (i + 1) * width);
        for (const j of candidates(block, { norms, own, size, least: least[row] })) {
          const distance = squaredDistance(asked, row, known, start + j);
          if (distance >= least[row]) continue;
          least[row] = distance;
          nearest[row] = start + j;
        }
      }
    }
  }
  return nearest;
}

/**
 * The share of rows whose nearest neighbour among the known ones is of another class than theirs: the
 * error of the nearest neighbour rule (Cover and Hart, "Nearest neighbor pattern classification", 1967).
 * Throws as `nearestNeighbours`.
 */
export function nearestNeighbourError(
  known: LabelledCodes,
  { codes, labels, matMul }: LabelledCodes & { matMul: MatMul },
): number {
  const nearest = nearestNeighbours(known.codes, codes, { matMul });
  return nearest.filter((other, row) => known.labels[other] !== labels[row]).length /
    nearest.length;
}

/**
 * The known rows of a block that may be nearer than the nearest so far: one or none, but for near ties.
 * Their products and squared norms are those of the block alone.
 */
function candidates(
  products: Float32Array,
  { norms, own, size, least }: {
    norms: Float64Array;
    /** The squared norm of the row that asks. */
    own: number;
    size: number;
    /** The squared distance of the nearest row so far. */
    least: number;
  },
): number[] {
  // Twice the error of a product; a little more covers what 64 bits round.
  const unit = 2.02 * (size + 1) * ROUNDING * Math.sqrt(own);
  let limit = least;
  for (let j = 0; j < products.length; j++) {
    const most = own - 2 * products[j] + norms[j] + unit * Math.sqrt(norms[j]);
    if (most < limit) limit = most;
  }
  const found: number[] = [];
  for (let j = 0; j < products.length; j++) {
    const fewest = own - 2 * products[j] + norms[j] - unit * Math.sqrt(norms[j]);
    if (fewest <= limit) found.push(j);
  }
  return found;
}

function squaredDistance(a: NdArray, row: number, b: NdArray, other: number): number {
  const size = a.shape[1];
  let sum = 0;
  for (let i = 0; i < size; i++) {
    sum += (a.values[row * size + i] - b.values[other * size + i]) ** 2;
  }
  return sum;
}

function squaredNorms({ shape: [count, size], values }: NdArray): Float64Array {
  const norms = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) norms[row] += values[row * size + i] ** 2;
  }
  return norms;
}

/** Rows from one on [count, D]. */
function slice({ shape: [, size], values }: NdArray, from: number, count: number): NdArray {
  return { shape: [count, size], values: values.slice(from * size, (from + count) * size) };
}
