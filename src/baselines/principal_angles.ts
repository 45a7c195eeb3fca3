import { Matrix, QrDecomposition, SingularValueDecomposition } from "ml-matrix";
import type { NdArray } from "../core/nd_array.ts";

/**
 * The angles between two subspaces of R^D in radians, the smallest first: 0 where they share a direction.
 *
 * `a` [N, D] and `b` [M, D] are rows that span them, linearly independent. The cosines are the singular
 * values of Qₐᵀ Q_b for orthonormal bases (Björck and Golub, "Numerical methods for computing angles
 * between linear subspaces", 1973); small angles are as exact as the rows' 32 bits, about 3e-4.
 */
export function principalAngles(a: NdArray, b: NdArray): number[] {
  const products = basisOf(a).transpose().mmul(basisOf(b));
  const { diagonal } = new SingularValueDecomposition(products, { autoTranspose: true });
  return diagonal.map((cosine) => Math.acos(Math.min(1, cosine))).sort((x, y) => x - y);
}

/** An orthonormal basis [D, N] of the span of rows [N, D]. */
function basisOf({ shape: [count, size], values }: NdArray): Matrix {
  const columns = Matrix.zeros(size, count);
  values.forEach((value, i) => columns.set(i % size, Math.floor(i / size), value));
  return new QrDecomposition(columns).orthogonalMatrix;
}
