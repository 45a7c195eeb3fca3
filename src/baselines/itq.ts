import { type NdArray, ndArray } from "../core/nd_array.ts";
import { atOnce } from "../core/pieces.ts";
import type { Rng } from "../core/rng.ts";
import { formatShape } from "../core/shape.ts";
import { type MatMul, plainMatMul } from "./mat_mul.ts";
import { symmetricEigenvectors } from "./symmetric_eigenvectors.ts";
import { addScaled, dot } from "./vectors.ts";

/** The way from codes to values whose signs are bits. */
export interface Itq {
  /** [C] */
  readonly mean: NdArray;
  /** [C, C], orthogonal: values are (code − mean) · rotation. */
  readonly rotation: NdArray;
}

/** The choices of a rotation. */
export interface ItqOptions {
  /** The stream that the first rotation is drawn from. */
  readonly rng: Rng;
  /** The times that bits and rotation are fitted to one another; 50 unless given. */
  readonly rounds?: number;
  /** A faster product than plain TypeScript's, such as a tensor library's. */
  readonly matMul?: MatMul | undefined;
}

/** An eigenvalue under this part of the largest is taken for 0. */
const RANK = 1e-12;

/**
 * Iterative quantisation: the rotation after which codes [N, C] lie closest to their signs, found from a
 * random one by turns of B = sign(V R) and the R that makes ‖B − V R‖² least, V the codes less their mean
 * (Gong and Lazebnik, "Iterative quantization: a Procrustean approach to learning binary codes", 2011).
 *
 * Of codes of PCA, whose first values vary most, it makes bits that say alike much. Throws a RangeError for
 * an array of other axes, for no codes, and for values that are not finite.
 *
 * @example
 * ```ts
 * import { createRng, encodeItq, fitItq } from "isthmus";
 *
 * // Corners of a square that stands on one of them: its signs are right once it is turned by 45°.
 * const codes = { shape: [4, 2], values: Float32Array.of(1, 0, 0, 1, -1, 0, 0, -1) };
 * const itq = fitItq(codes, { rng: createRng(0) });
 * for (const value of encodeItq(itq, codes).values) {
 *   assertAlmostEquals(Math.abs(value), Math.SQRT1_2, 1e-5);
 * }
 * ```
 */
export function fitItq(
  codes: NdArray,
  { rng, rounds = 50, matMul = plainMatMul }: ItqOptions,
): Itq {
  const [count, size] = codes.shape;
  if (codes.shape.length !== 2 || count === 0 || size === 0) {
    throw new RangeError(
      `Cannot rotate codes ${formatShape(codes.shape)}: expected rows of values`,
    );
  }
  if (!codes.values.every(Number.isFinite)) {
    throw new RangeError("Cannot rotate codes: they hold a value that is not finite");
  }
  const mean = new Float64Array(size);
  codes.values.forEach((value, i) => mean[i % size] += value / count);
  const centred = ndArray(codes.shape, codes.values.map((value, i) => value - mean[i % size]));
  let rotation = nearestRotation(
    Array.from({ length: size }, () => Float64Array.from({ length: size }, rng.normal)),
  );
  for (let round = 0; round < rounds; round++) {
    const turned = matMul(centred, matrixOf(rotation));
    const signs = ndArray(turned.shape, turned.values.map((value) => value >= 0 ? 1 : -1));
    const { values } = matMul(centred, signs, { transposeA: true });
    rotation = nearestRotation(
      rotation.map((_, i) => Float64Array.from(values.subarray(i * size, (i + 1) * size))),
    );
  }
  return {
    mean: ndArray([size], Float32Array.from(mean)),
    rotation: matrixOf(rotation),
  };
}

/**
 * The codes [N, C] less the mean, rotated: [N, C], whose signs are the bits.
 *
 * @example
 * ```ts
 * import { encodeItq } from "isthmus";
 *
 * const quarter = { shape: [2, 2], values: Float32Array.of(0, 1, -1, 0) };
 * const itq = { mean: { shape: [2], values: Float32Array.of(1, 1) }, rotation: quarter };
 * const codes = { shape: [1, 2], values: Float32Array.of(3, 1) };
 * assertEquals(encodeItq(itq, codes).values, Float32Array.of(0, 2));
 * ```
 */
export function encodeItq({ mean, rotation }: Itq, { shape, values }: NdArray): NdArray {
  const [count, size] = shape, turned = new Float32Array(values.length);
  const sum = new Float64Array(size);
  for (let from = 0; from < count * size; from += size) {
    sum.fill(0);
    for (let i = 0; i < size; i++) {
      const value = values[from + i] - mean.values[i];
      for (let j = 0, at = i * size; j < size; j++, at++) sum[j] += value * rotation.values[at];
    }
    turned.set(sum, from);
  }
  return ndArray(shape, turned);
}

function matrixOf(rows: readonly Float64Array[]): NdArray {
  return ndArray([rows.length, rows.length], Float32Array.from(rows.flatMap((row) => [...row])));
}

/**
 * The orthogonal matrix that is nearest to a square one M, which maximises the trace of Rᵀ M: its polar
 * factor M (Mᵀ M)^(−1/2) (Schönemann, "A generalized solution of the orthogonal Procrustes problem", 1966).
 * Where M is singular, directions that it does not say are chosen.
 */
function nearestRotation(matrix: readonly Float64Array[]): Float64Array[] {
  const size = matrix.length;
  const gram = matrix.map(() => new Float64Array(size));
  for (const row of matrix) row.forEach((value, i) => addScaled(gram[i], value, row));
  const { values, vectors } = atOnce(symmetricEigenvectors(gram));
  const floor = RANK * Math.max(...values), left: Float64Array[] = [];
  // The largest first: M v / √λ are the left singular vectors, and what is missing is made orthogonal to them.
  const order = [...values.keys()].sort((a, b) => values[b] - values[a]);
  for (const v of order) {
    const image = Float64Array.from(matrix, (row) => dot(row, vectors[v]));
    left.push(
      values[v] > floor && orthogonalise(image, left) ? image : directionBeside(left, size),
    );
  }
  const rotation = matrix.map(() => new Float64Array(size));
  order.forEach((v, k) => {
    for (let i = 0; i < size; i++) addScaled(rotation[i], left[k][i], vectors[v]);
  });
  return rotation;
}

/** Takes from a vector what lies along orthonormal others and makes its norm 1; false where nothing is left. */
function orthogonalise(vector: Float64Array, others: readonly Float64Array[]): boolean {
  const before = Math.sqrt(dot(vector, vector));
  for (let round = 0; round < 2; round++) {
    for (const other of others) addScaled(vector, -dot(vector, other), other);
  }
  const norm = Math.sqrt(dot(vector, vector));
  if (!(norm > 1e-9 * before)) return false;
  for (let i = 0; i < vector.length; i++) vector[i] /= norm;
  return true;
}

/** A direction of so many values at right angles to orthonormal ones, of which there are fewer. */
function directionBeside(others: readonly Float64Array[], size: number): Float64Array {
  for (let axis = 0; axis < size; axis++) {
    const direction = new Float64Array(size);
    direction[axis] = 1;
    if (orthogonalise(direction, others)) return direction;
  }
  throw new Error("orthonormal vectors fill the space");
}
