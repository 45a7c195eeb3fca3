import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { createRng } from "../../../src/core/rng.ts";
import { tangents } from "../../../src/evaluation/statistics/mod.ts";

const rng = createRng(4);

/** A random matrix [rows, columns], of this rank at most. */
function matrix(rows: number, columns: number, rank = Math.min(rows, columns)) {
  const random = (height: number, width: number) =>
    Matrix.from1DArray(
      height,
      width,
      Array.from({ length: height * width }, () => rng.normal()),
    );
  const product = random(rows, rank).mmul(random(rank, columns));
  return { shape: [rows, columns], values: Float32Array.from(product.to1DArray()) };
}

for (const [rows, columns] of [[3, 8], [8, 3], [1, 5]]) {
  Deno.test(`tangents of [${rows}, ${columns}] are its singular values and right singular vectors`, () => {
    const jacobian = matrix(rows, columns), rank = Math.min(rows, columns);
    const { values, directions } = tangents(jacobian, rank);
    const svd = new SingularValueDecomposition(
      Matrix.from1DArray(rows, columns, jacobian.values),
      { autoTranspose: true },
    );
    assertEquals([values.length, directions.shape], [rank, [rank, columns]]);
    values.forEach((value, i) => assertAlmostEquals(value, svd.diagonal[i], 1e-9));
    const expected = svd.rightSingularVectors;
    for (let k = 0; k < rank; k++) {
      const found = directions.values.subarray(k * columns, (k + 1) * columns);
      const product = found.reduce((sum, value, i) => sum + value * expected.get(i, k), 0);
      assertAlmostEquals(Math.abs(product), 1, 1e-6);
    }
  });
}

Deno.test("directions that a code does not answer to are zero", () => {
  const { values, directions } = tangents(matrix(4, 9, 2), 3);
  assertEquals(values.map((value) => value > 1e-3), [true, true, false, false]);
  assertEquals(directions.values.subarray(18), new Float32Array(9));
  const none = tangents({ shape: [2, 3], values: new Float32Array(6) }, 2);
  assertEquals(none.values, [0, 0]);
  assertEquals(none.directions.values, new Float32Array(6));
});

Deno.test("a Jacobian has no more tangents than code or input has entries", () => {
  assertThrows(
    () => tangents(matrix(2, 5), 3),
    RangeError,
    "Cannot take 3 tangent directions of a Jacobian [2, 5]: it has 2",
  );
});
