import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import type { NdArray } from "../../core/nd_array.ts";

/** The directions that an encoder answers to around one example. */
export interface Tangents {
  /** The singular values of its Jacobian, the largest first: as many as code or input has entries. */
  readonly values: readonly number[];
  /** The changes of the input that move the code most, [K, D]: right singular vectors of norm 1. */
  readonly directions: NdArray;
}

/**
 * The singular values of a Jacobian ∂code / ∂input [C, D] and the `count` leading directions in input
 * space, in which the code moves by so much: the tangents of the manifold that an encoder has learned
 * (Rifai, Dauphin, Vincent, Bengio and Muller, "The manifold tangent classifier", NIPS 2011).
 *
 * Found from the eigenvectors of JJᵀ or JᵀJ, whichever is smaller; a direction that the code does not
 * answer to at all is zero. A direction's sign says nothing. Throws a RangeError for more directions
 * than singular values.
 */
export function tangents(
  { shape: [code, size], values }: NdArray,
  count: number,
): Tangents {
  const rank = Math.min(code, size);
  if (count > rank) {
    throw new RangeError(
      `Cannot take ${count} tangent directions of a Jacobian [${code}, ${size}]: it has ${rank}`,
    );
  }
  const jacobian = Matrix.from1DArray(code, size, values);
  const isWide = code <= size;
  const gram = isWide ? jacobian.mmul(jacobian.transpose()) : jacobian.transpose().mmul(jacobian);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(gram, {
    assumeSymmetric: true,
  });
  // Eigenvalues come rising; rounding may leave those of a singular matrix below 0.
  const order = realEigenvalues.map((_, i) => i).reverse();
  const singular = order.map((i) => Math.sqrt(Math.max(0, realEigenvalues[i])));
  const directions = new Float32Array(count * size);
  for (let k = 0; k < count; k++) {
    const vector = eigenvectorMatrix.getColumnVector(order[k]);
    const direction = isWide ? jacobian.transpose().mmul(vector) : vector;
    const norm = direction.norm();
    if (norm > NOTHING * singular[0]) directions.set(direction.div(norm).to1DArray(), k * size);
  }
  return { values: singular, directions: { shape: [count, size], values: directions } };
}

/** The part of the largest singular value at which another stands for rounding, about. */
const NOTHING = 1e-6;
