import { type NdArray, ndArray } from "../core/nd_array.ts";
import { atOnce } from "../core/pieces.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import { consecutiveBatches, type Examples } from "../data/mod.ts";
import { covariance, moments } from "./covariance.ts";
import { leadingEigenvectors } from "./leading_eigenvectors.ts";
import type { MatMul } from "./mat_mul.ts";

/** The affine subspace that lies closest to some examples. */
export interface Pca {
  /** The shape of one example, of D values. */
  readonly shape: Shape;
  /** [D] */
  readonly mean: NdArray;
  /**
   * [C, D], rows of unit norm at right angles, by falling variance: as many as were asked for, or as
   * there are directions in which the examples vary by more than rounding.
   */
  readonly components: NdArray;
  /** [C] The variance of the examples along each component, over 0. */
  readonly variances: NdArray;
}

/** The choices of a fit. */
export interface PcaOptions {
  /** The most components to take, from 1 to D. */
  readonly components: number;
  /** False for directions from 0 in place of the mean, of which zeros are what is given: `fitLsa`. */
  readonly isCentred?: boolean;
  /** A faster product than plain TypeScript's, such as a tensor library's. */
  readonly matMul?: MatMul | undefined;
}

/** Sizes D up to which forming the covariance is worth its time, and its memory of 8 D² bytes. */
const CHEAP_COVARIANCE = 1024, LARGEST_COVARIANCE = 4096;

/** Sums of squares past this size leave the 32 bits of products. */
const LARGEST_SUM = 1e36;

/** Examples that are measured at once. */
const BATCH_SIZE = 500;

/**
 * Fits principal components: the C directions in which the examples vary most around their mean, or
 * all of these where they are fewer, as they are of N examples from N on.
 *
 * No linear encoder and decoder of that code size has a lower squared error on these examples
 * (Pearson, "On lines and planes of closest fit to systems of points in space", 1901; Baldi and
 * Hornik, "Neural networks and principal component analysis", 1989). Throws a RangeError for no
 * examples, a code size outside 1 … D, or values that are not finite or whose squares are not.
 *
 * @example
 * ```ts
 * import { fitPca } from "isthmus";
 *
 * // Points on the line y = 2x: one component says all of them.
 * const values = Float32Array.of(-1, -2, 0, 0, 1, 2);
 * const { components, variances } = fitPca({ shape: [2], count: 3, values }, { components: 1 });
 * assertAlmostEquals(Math.abs(components.values[1] / components.values[0]), 2, 1e-5);
 * assertAlmostEquals(variances.values[0], 10 / 3, 1e-5);
 * ```
 */
export function fitPca(examples: Examples, options: PcaOptions): Pca {
  return atOnce(fitPcaInPieces(examples, options));
}

/**
 * Fits principal components as `fitPca` does, to the same values, and stops between pieces of some
 * milliseconds: a caller can do something else there, or end it.
 *
 * @example
 * ```ts
 * import { fitPca, fitPcaInPieces } from "isthmus";
 *
 * const examples = { shape: [2], count: 3, values: Float32Array.of(-1, -2, 0, 0, 1, 2) };
 * const pieces = fitPcaInPieces(examples, { components: 1 });
 * let piece = pieces.next();
 * while (!piece.done) {
 *   await new Promise((resolve) => setTimeout(resolve)); // whatever waits is done here
 *   piece = pieces.next();
 * }
 * assertEquals(piece.value, fitPca(examples, { components: 1 }));
 * ```
 */
export function* fitPcaInPieces(
  examples: Examples,
  { components, isCentred = true, matMul }: PcaOptions,
): Generator<void, Pca> {
  const size = sizeOf(examples.shape);
  if (examples.count === 0) {
    throw new RangeError("Cannot fit PCA: there are no examples, expected at least one");
  }
  if (!Number.isInteger(components) || components < 1 || components > size) {
    throw new RangeError(
      `Cannot fit ${components} principal components to examples of ${size} values: expected 1 to ${size}`,
    );
  }
  const found = yield* moments(examples, { isCentred });
  if (!found.variance.every(Number.isFinite)) {
    throw new RangeError("Cannot fit PCA: the examples hold a value that is not finite");
  }
  if (!(found.variance.reduce((sum, v) => sum + v, 0) * examples.count < LARGEST_SUM)) {
    throw new RangeError("Cannot fit PCA: the squares of the values are too large for 32 bits");
  }
  // D² / 2 products an example once, against 2 D for each of the 9 C vectors that a search for many
  // components multiplies.
  const form = size <= Math.min(LARGEST_COVARIANCE, Math.max(CHEAP_COVARIANCE, 18 * components));
  const { values, vectors } = yield* leadingEigenvectors(
    yield* covariance(examples, { moments: found, form, matMul }),
    Math.min(components, isCentred ? examples.count - 1 : examples.count),
  );
  const rows = new Float32Array(vectors.length * size);
  vectors.forEach((vector, c) => rows.set(vector, c * size));
  return {
    shape: examples.shape,
    mean: ndArray([size], Float32Array.from(found.mean)),
    components: ndArray([vectors.length, size], rows),
    variances: ndArray([values.length], Float32Array.from(values)),
  };
}

/**
 * The codes (x − mean) · components of a batch x [B, D]: [B, C].
 *
 * @example
 * ```ts
 * import { encodePca, fitPca } from "isthmus";
 *
 * const values = Float32Array.of(-1, -2, 0, 0, 1, 2);
 * const pca = fitPca({ shape: [2], count: 3, values }, { components: 1 });
 * const [code] = encodePca(pca, Float32Array.of(1, 2));
 * assertAlmostEquals(Math.abs(code), Math.sqrt(5), 1e-5);
 * ```
 */
export function encodePca(
  { mean, components }: Pca,
  batch: Float32Array,
): Float32Array<ArrayBuffer> {
  const [codeSize, size] = components.shape;
  const codes = new Float32Array(countRows(batch, size) * codeSize);
  const centred = new Float64Array(size);
  for (let to = 0, from = 0; to < codes.length; from += size) {
    for (let i = 0; i < size; i++) centred[i] = batch[from + i] - mean.values[i];
    for (let c = 0; c < codeSize; c++, to++) {
      let sum = 0;
      for (let i = 0, at = c * size; i < size; i++, at++) {
        sum += centred[i] * components.values[at];
      }
      codes[to] = sum;
    }
  }
  return codes;
}

/**
 * The examples mean + Σ code · component that codes [B, C] stand for: [B, D].
 *
 * Throws a RangeError for values that are no whole rows of C, and where there are no components, as
 * there are none of one example or of equal ones: such codes do not say how many they are, and
 * `reconstructPca` gives the mean for each example.
 *
 * @example
 * ```ts
 * import { decodePca, fitPca } from "isthmus";
 *
 * const values = Float32Array.of(0, -2, 1, 0, 2, 2);
 * const pca = fitPca({ shape: [2], count: 3, values }, { components: 1 });
 * assertEquals(decodePca(pca, Float32Array.of(0)), Float32Array.of(1, 0)); // the mean
 * ```
 */
export function decodePca(pca: Pca, codes: Float32Array): Float32Array<ArrayBuffer> {
  const [codeSize] = pca.components.shape;
  if (codeSize === 0) {
    throw new RangeError(
      "Cannot decode codes of a PCA without components: codes without values do not say how many they " +
        "are, use reconstructPca",
    );
  }
  return decodeRows(pca, codes, countRows(codes, codeSize));
}

/**
 * The points of the subspace closest to a batch [B, D]: its codes, decoded.
 *
 * @example
 * ```ts
 * import { fitPca, reconstructPca } from "isthmus";
 *
 * const values = Float32Array.of(-1, -2, 0, 0, 1, 2);
 * const pca = fitPca({ shape: [2], count: 3, values }, { components: 1 });
 * // (2, −1) lies at right angles to the line, over its middle.
 * const [x, y] = reconstructPca(pca, Float32Array.of(2, -1));
 * assertAlmostEquals(x, 0, 1e-5);
 * assertAlmostEquals(y, 0, 1e-5);
 * ```
 */
export function reconstructPca(pca: Pca, batch: Float32Array): Float32Array<ArrayBuffer> {
  // Codes without values would not say how many they are.
  return decodeRows(pca, encodePca(pca, batch), countRows(batch, pca.components.shape[1]));
}

function decodeRows(
  { mean, components }: Pca,
  codes: Float32Array,
  rows: number,
): Float32Array<ArrayBuffer> {
  const [codeSize, size] = components.shape;
  const batch = new Float32Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const sum = Float64Array.from(mean.values);
    for (let c = 0; c < codeSize; c++) {
      const code = codes[row * codeSize + c];
      for (let i = 0, at = c * size; i < size; i++, at++) sum[i] += code * components.values[at];
    }
    batch.set(sum, row * size);
  }
  return batch;
}

/**
 * The squared error Σ (x̂ − x)² of the reconstructions, summed over each example, averaged over them.
 *
 * @example
 * ```ts
 * import { fitPca, pcaError } from "isthmus";
 *
 * const examples = { shape: [2], count: 4, values: Float32Array.of(-3, 0, 3, 0, 0, -1, 0, 1) };
 * const pca = fitPca(examples, { components: 1 });
 * assertAlmostEquals(pcaError(pca, examples), 0.5, 1e-5); // two of four are 1 off the line
 * ```
 */
export function pcaError(pca: Pca, examples: Examples): number {
  let error = 0;
  for (const { values: batch } of consecutiveBatches(examples, BATCH_SIZE)) {
    const reconstruction = reconstructPca(pca, batch);
    for (let i = 0; i < batch.length; i++) {
      const difference = reconstruction[i] - batch[i];
      error += difference * difference;
    }
  }
  return error / examples.count;
}

function countRows(values: Float32Array, width: number): number {
  if (values.length % width !== 0) {
    throw new RangeError(
      `Cannot apply PCA to ${values.length} values: expected whole rows of ${width}`,
    );
  }
  return values.length / width;
}
