import * as tf from "@tensorflow/tfjs";
import { inScope } from "../../kernels/mod.ts";
import { symmetricEigenvectors } from "../../baselines/mod.ts";
import { type NdArray, ndArray } from "../../core/nd_array.ts";
import { atOnce } from "../../core/pieces.ts";
import { formatShape, sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { Convolution } from "./convolutions.ts";

/** The most values of a patch that is whitened: eigenvectors take the cube of them. */
const MOST_VALUES = 1024;

/** Rows that are multiplied at once: a sum of more would lose digits in 32 bits. */
const BLOCK = 1024;

/** Patches that were whitened, and the matrix [D, D] that did it. */
interface WhitenedPatches extends Examples {
  readonly whitening: NdArray;
}

/**
 * Throws a RangeError, one sentence, for a convolution whose patches are too large to be whitened, and for
 * patches that keep their mean.
 */
export function checkWhitening(
  { layer: { path }, patch }: Convolution,
  { centered }: { centered: boolean },
): void {
  if (!centered) {
    throw new RangeError(
      `Cannot whiten the patches of ${path} with their means: expected "centered": true beside "whitening"`,
    );
  }
  if (sizeOf(patch) > MOST_VALUES) {
    throw new RangeError(
      `Cannot whiten the patches of ${path}, of shape ${
        formatShape(patch)
      }: expected ${MOST_VALUES} ` +
        'values or fewer; leave "whitening" out',
    );
  }
}

/**
 * The symmetric matrix Z = U (Λ + ε)^(−1/2) Uᵀ [D, D] that whitens centred patches [N, D], U and Λ being the
 * eigenvectors and eigenvalues of their second moments, and ε a share of the mean eigenvalue: pixels beside
 * each other are alike, and without it filters learn little but that (Bell and Sejnowski, "The independent
 * components of natural scenes are edge filters", 1997; Coates, Lee and Ng, 2011).
 *
 * Needs the backend. Throws a RangeError, one sentence, for patches that have one value each.
 */
export function fitWhitening(
  patches: Examples,
  { path, share }: { path: string; share: number },
): NdArray {
  const moments = secondMoments(patches), size = moments.length;
  const mean = moments.reduce((sum, column, i) => sum + column[i], 0) / size;
  if (!(mean > 0)) {
    throw new RangeError(`Cannot whiten the patches of ${path}: none of them has two values`);
  }
  const { values, vectors } = atOnce(symmetricEigenvectors(moments));
  const whitening = new Float64Array(size * size);
  for (const [k, vector] of vectors.entries()) {
    const factor = 1 / Math.sqrt(Math.max(values[k], 0) + share * mean);
    for (let row = 0; row < size; row++) {
      for (let i = 0; i < size; i++) whitening[row * size + i] += factor * vector[row] * vector[i];
    }
  }
  return ndArray([size, size], Float32Array.from(whitening));
}

/** Patches [N, D] times the matrix that whitens them, which they keep. */
export function whiten(patches: Examples, whitening: NdArray): WhitenedPatches {
  const { count, shape: [size] } = patches, values = new Float32Array(count * size);
  for (const { from, count: rows, values: block } of consecutiveBatches(patches, BLOCK)) {
    const found = inScope(() =>
      tf.matMul(
        tf.tensor2d(block, [rows, size]),
        tf.tensor2d(whitening.values, [size, size]),
      ).dataSync()
    );
    values.set(found, from * size);
  }
  return { ...patches, values, whitening };
}

/** The matrix that whitened patches; undefined of examples that are none. */
export function whiteningOf(examples: Examples | undefined): NdArray | undefined {
  return examples && "whitening" in examples ? (examples as WhitenedPatches).whitening : undefined;
}

/** The columns of (1 / N) Xᵀ X of patches X [N, D], products in 32 bits and their sums in 64. */
function secondMoments(patches: Examples): Float64Array[] {
  const { count, shape: [size] } = patches;
  const columns = Array.from({ length: size }, () => new Float64Array(size));
  for (const { count: rows, values: block } of consecutiveBatches(patches, BLOCK)) {
    const found = inScope(() => {
      const x = tf.tensor2d(block, [rows, size]);
      return tf.matMul(x, x, true, false).dataSync();
    });
    columns.forEach((column, j) => {
      for (let i = 0; i < size; i++) column[i] += found[j * size + i] / count;
    });
  }
  return columns;
}
