import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { topK } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { values } from "../load_routines.ts";

Deno.test("topK gives the largest of each row by falling value, ties by rising index", () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[1, 3, 2, 3, -1], [-5, -2, -2, -9, -2]]);
    const { indices, values } = topK(x, { k: 3 });
    assertEquals(indices.dtype, "int32");
    assertEquals(indices.arraySync(), [[1, 3, 2], [1, 2, 4]]);
    assertEquals(values.dtype, "float32");
    assertEquals(values.arraySync(), [[3, 3, 2], [-2, -2, -2]]);
  });
});

Deno.test("topK of a whole row sorts it, and rectified leaves the order as it was", () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[-1, 4, -3, 2]]);
    const code = topK(x, { k: 4, rectified: true });
    assertEquals(code.indices.arraySync(), [[1, 3, 0, 2]]);
    assertEquals(code.values.arraySync(), [[4, 2, 0, 0]]);
    assertEquals(topK(tf.zeros([0, 4]), { k: 2 }).values.shape, [0, 2]);
  });
});

Deno.test("topK equals tf.topk where no values are equal", () => {
  tf.tidy(() => {
    const x = tf.tensor(values(20 * 101, 1), [20, 101]);
    const ours = topK(x, { k: 10 }), stock = tf.topk(x, 10);
    assertEquals(ours.values.dataSync(), stock.values.dataSync());
    assertEquals(ours.indices.dataSync(), stock.indices.dataSync());
  });
});

Deno.test("the gradient of topK equals central differences, rectified or not", () => {
  const [rows, columns, k] = [3, 7, 4], h = 1e-3;
  const x = values(rows * columns, 5), weights = tf.tensor(values(rows * k, 6), [rows, k]);
  for (const rectified of [false, true]) {
    const loss = (pre: tf.Tensor) =>
      tf.sum(tf.mul(tf.square(topK(pre, { k, rectified }).values), weights)) as tf.Scalar;
    tf.tidy(() => {
      const gradient = tf.grad(loss)(tf.tensor(x, [rows, columns])).dataSync();
      x.forEach((_, i) => {
        const moved = (by: number) =>
          loss(tf.tensor(x.with(i, x[i] + by), [rows, columns])).dataSync()[0];
        assertAlmostEquals(gradient[i], (moved(h) - moved(-h)) / (2 * h), 1e-3);
      });
    });
  }
  weights.dispose();
});

Deno.test("topK leaks no tensor, with a gradient or without, and none where it refuses", () => {
  const x = tf.tensor(values(60, 1), [4, 15]), bad = tf.fill([2, 3], NaN);
  const run = () => {
    tf.dispose(topK(x, { k: 3 }));
    tf.grad((pre: tf.Tensor) => topK(pre, { k: 3, rectified: true }).values)(x).dispose();
    assertThrows(() => topK(bad, { k: 1 }), RangeError);
  };
  assertHolds(run);
  tf.dispose([x, bad]);
});

Deno.test("topK refuses a NaN, a k that no row has, other ranks and other types", () => {
  const x = tf.tensor2d([[1, 2, 3], [1, 2, NaN], [NaN, 1, 2]]);
  assertThrows(
    () => topK(x, { k: 2 }),
    RangeError,
    "Cannot take the 2 largest values of row 1: it holds NaN",
  );
  for (const k of [0, -1, 4, 1.5, NaN]) {
    assertThrows(
      () => topK(x, { k }),
      RangeError,
      "x has shape [3, 3], expected k to be a whole number from 1 to 3",
    );
  }
  const line = tf.ones([3]), integers = tf.ones([2, 3], "int32");
  assertThrows(() => topK(line, { k: 1 }), RangeError, "x has shape [3], expected two axes");
  assertThrows(() => topK(integers, { k: 1 }), TypeError, "expected float32");
  tf.dispose([x, line, integers]);
});
