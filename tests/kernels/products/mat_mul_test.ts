import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { tensor } from "../tensors.ts";
import { checkGradients } from "../tfjs/check_gradients.ts";

/** The last two axes of a tensor as nested rows, one list for each matrix. */
function matrices(x: tf.Tensor, transposed: boolean): number[][][] {
  const [height, width] = x.shape.slice(-2);
  const data = x.dataSync();
  return Array.from({ length: x.size / (height * width) }, (_, n) => {
    const at = (i: number, j: number) => data[(n * height + i) * width + j];
    return transposed
      ? Array.from({ length: width }, (_, j) => Array.from({ length: height }, (_, i) => at(i, j)))
      : Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => at(i, j)));
  });
}

function assertProduct(
  { a, b, out }: { a: number[][]; b: number[][]; out: number[][] },
): void {
  a.forEach((row, i) =>
    out[i].forEach((value, j) => {
      const expected = row.reduce((sum, x, p) => sum + x * b[p][j], 0);
      assertAlmostEquals(value, expected, 1e-5 * Math.sqrt(row.length));
    })
  );
}

Deno.test("tf.matMul multiplies every transposition of matrices of every size", () => {
  for (
    const [m, k, n] of [[1, 1, 1], [1, 7, 9], [9, 7, 1], [2, 3, 5], [24, 32, 40], [31, 77, 45]]
  ) {
    for (
      const [transposeA, transposeB] of [[false, false], [true, false], [false, true], [true, true]]
    ) {
      tf.tidy(() => {
        const a = tensor(transposeA ? [k, m] : [m, k], 1);
        const b = tensor(transposeB ? [n, k] : [k, n], 2);
        const out = tf.matMul(a, b, transposeA, transposeB);
        assertEquals(out.shape, [m, n]);
        const [x] = matrices(a, transposeA), [y] = matrices(b, transposeB);
        assertProduct({ a: x, b: y, out: matrices(out, false)[0] });
      });
    }
  }
});

Deno.test("tf.matMul broadcasts the outer axes of either operand", () => {
  // Outer axes of A, of B and of the product, and which matrix of each makes which of the product.
  const cases = [
    { a: [3], b: [3], out: [3], from: [[0, 0], [1, 1], [2, 2]] },
    { a: [3], b: [1], out: [3], from: [[0, 0], [1, 0], [2, 0]] },
    { a: [3], b: [], out: [3], from: [[0, 0], [1, 0], [2, 0]] },
    { a: [1], b: [3], out: [3], from: [[0, 0], [0, 1], [0, 2]] },
    { a: [2, 1], b: [1, 2], out: [2, 2], from: [[0, 0], [0, 1], [1, 0], [1, 1]] },
    { a: [2, 2], b: [2], out: [2, 2], from: [[0, 0], [1, 1], [2, 0], [3, 1]] },
    { a: [2, 1, 2], b: [1, 2], out: [2, 1, 2], from: [[0, 0], [1, 1], [2, 0], [3, 1]] },
  ];
  for (const { a: outerA, b: outerB, out: outer, from } of cases) {
    for (const [transposeA, transposeB] of [[false, false], [true, true]]) {
      tf.tidy(() => {
        const a = tensor([...outerA, ...(transposeA ? [6, 5] : [5, 6])], 1);
        const b = tensor([...outerB, ...(transposeB ? [7, 6] : [6, 7])], 2);
        const out = tf.matMul(a, b, transposeA, transposeB);
        assertEquals(out.shape, [...outer, 5, 7]);
        const x = matrices(a, transposeA), y = matrices(b, transposeB), z = matrices(out, false);
        from.forEach(([i, j], n) => assertProduct({ a: x[i], b: y[j], out: z[n] }));
      });
    }
  }
});

Deno.test("tf.matMul of empty matrices is empty, and zero over an empty inner axis", () => {
  tf.tidy(() => {
    assertEquals(tf.matMul(tf.zeros([0, 3]), tf.zeros([3, 2])).shape, [0, 2]);
    assertEquals(tf.matMul(tf.zeros([2, 3]), tf.zeros([3, 0])).shape, [2, 0]);
    assertEquals(tf.matMul(tf.zeros([0, 2, 3]), tf.zeros([3, 2])).shape, [0, 2, 2]);
    const none = tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 3]));
    assertEquals(Array.from(none.dataSync()), [0, 0, 0, 0, 0, 0]);
  });
});

Deno.test("tf.matMul refuses shapes that do not fit in one sentence that names both", () => {
  tf.tidy(() => {
    assertThrows(
      () => tf.matMul(tf.zeros([2, 3]), tf.zeros([2, 3])),
      RangeError,
      "Cannot multiply [2, 3] by [2, 3]: expected equal inner axes, these are 3 and 2",
    );
    assertThrows(
      () => tf.matMul(tf.zeros([2, 4, 3]), tf.zeros([3, 4, 3]), false, true),
      RangeError,
      "Cannot multiply [2, 4, 3] by [3, 4, 3] transposed: their outer axes do not broadcast",
    );
    assertThrows(
      () => tf.matMul(tf.ones([2, 2], "int32"), tf.ones([2, 2], "int32")),
      TypeError,
      "Cannot multiply matrices of type int32 and int32: cast both to float32",
    );
  });
});

Deno.test("the gradient of tf.matMul equals central differences for every transposition", () => {
  for (
    const [transposeA, transposeB] of [[false, false], [true, false], [false, true], [true, true]]
  ) {
    checkGradients({
      shapes: [transposeA ? [4, 3] : [3, 4], transposeB ? [5, 4] : [4, 5]],
      run: (a, b) => tf.matMul(a as tf.Tensor, b, transposeA, transposeB),
    });
  }
});

Deno.test("tf.matMul keeps no tensor and no data but its scratch memory", () => {
  const multiply = () =>
    tf.tidy(() => tf.matMul(tensor([30, 40], 1), tensor([40, 50], 2)).dataSync().length);
  assertHolds(multiply);
});

Deno.test("tf.matMul is right before and after the heap has grown under it", () => {
  const a = tensor([20, 30], 1), b = tensor([30, 20], 2);
  const before = tf.tidy(() => tf.matMul(a, b).dataSync());
  const filler = tf.zeros([12_000_000]);
  const after = tf.tidy(() => tf.matMul(a, b).dataSync());
  tf.dispose([a, b, filler]);
  assertEquals(after, before);
});
