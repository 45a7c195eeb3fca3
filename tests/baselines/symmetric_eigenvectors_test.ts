import { assert, assertEquals } from "@std/assert";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { symmetricEigenvectors } from "../../src/baselines/symmetric_eigenvectors.ts";
import { createRng } from "../../src/core/rng.ts";

/** The sum of the outer products of random vectors: a symmetric matrix of that rank. */
function random(size: number, rank: number): number[][] {
  const rng = createRng(size + rank);
  const vectors = Array.from({ length: rank }, () => Array.from({ length: size }, rng.normal));
  return Array.from(
    { length: size },
    (_, i) => Array.from({ length: size }, (_, j) => sum(vectors.map((v) => v[i] * v[j]))),
  );
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

const matrices: Readonly<Record<string, number[][]>> = {
  "one number": [[3]],
  "two numbers": [[2, -1], [-1, 2]],
  "zeros": [[0, 0, 0], [0, 0, 0], [0, 0, 0]],
  "a diagonal out of order": [[3, 0, 0], [0, -1, 0], [0, 0, 2]],
  "40 rows of full rank": random(40, 40),
  "40 rows of rank 5": random(40, 5),
};

for (const [name, rows] of Object.entries(matrices)) {
  Deno.test(`symmetricEigenvectors() gives ml-matrix's numbers to the last bit: ${name}`, () => {
    const pieces = symmetricEigenvectors(rows.map((row) => Float64Array.from(row)));
    let count = 0, piece = pieces.next();
    for (; !piece.done; piece = pieces.next()) count++;
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(rows), {
      assumeSymmetric: true,
    });
    assertEquals([...piece.value.values], realEigenvalues);
    const expected = eigenvectorMatrix.transpose().to2DArray();
    assertEquals(piece.value.vectors.map((vector) => [...vector]), expected);
    // A row, and an entry beside the diagonal, at a time.
    assert(count >= 2 * (rows.length - 1), String(count));
  });
}
