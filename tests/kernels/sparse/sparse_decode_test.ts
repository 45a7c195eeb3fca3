import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { sparseDecode, topK } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { tensor } from "../tensors.ts";

Deno.test("sparseDecode sums the named rows of the dictionary, each times its value", () => {
  tf.tidy(() => {
    const indices = tf.tensor2d([[2, 0], [1, 1]], [2, 2], "int32");
    const code = { indices, values: tf.tensor2d([[3, -1], [2, 5]]), size: 3 };
    const dictionary = tf.tensor2d([[1, 2, 3], [10, 20, 30], [100, 200, 300]]);
    assertEquals(sparseDecode(code, dictionary).arraySync(), [[299, 598, 897], [70, 140, 210]]);
  });
});

Deno.test("sparseDecode of topK equals the dense product, and so do their gradients", () => {
  const [rows, inner, size, columns, k] = [6, 9, 30, 13, 5];
  const x = tensor([rows, inner], 1), encoder = tensor([inner, size], 2);
  const decoder = tensor([size, columns], 3), target = tensor([rows, columns], 4);
  const error = (y: tf.Tensor) => tf.mean(tf.squaredDifference(y, target));
  const sparse = (w: tf.Tensor, d: tf.Tensor) =>
    error(sparseDecode(topK(tf.matMul(x, w), { k, rectified: true }), d));
  const dense = (w: tf.Tensor, d: tf.Tensor) => {
    const pre = tf.matMul(x, w), { indices } = topK(pre, { k });
    const mask = tf.sum(tf.oneHot(indices, size), 1);
    return error(tf.matMul(tf.mul(tf.relu(pre), mask), d));
  };
  const [ours, expected] = [sparse, dense].map((loss) =>
    tf.valueAndGrads((...args) => loss(args[0], args[1]) as tf.Scalar)([encoder, decoder])
  );
  for (
    const [a, b] of [
      [ours.value, expected.value],
      ...ours.grads.map((g, i) => [g, expected.grads[i]]),
    ]
  ) {
    const reference = b.dataSync();
    assertEquals(a.shape, b.shape);
    a.dataSync().forEach((value, i) => assertAlmostEquals(value, reference[i], 1e-6));
  }
  tf.dispose([x, encoder, decoder, target, ours, expected]);
});

Deno.test("the gradients of sparseDecode equal central differences", () => {
  const [rows, k, size, columns] = [2, 3, 5, 7], h = 1e-2;
  const indices = tf.tensor2d([[4, 0, 2], [2, 2, 1]], [rows, k], "int32");
  const weights = tensor([rows, columns], 1);
  const inputs = [tensor([rows, k], 2), tensor([size, columns], 3)];
  // Linear in each input, so that a wide difference has no error but rounding.
  const loss = (v: tf.Tensor, d: tf.Tensor) =>
    tf.sum(
      tf.mul(sparseDecode({ indices, values: v as tf.Tensor2D, size }, d), weights),
    ) as tf.Scalar;
  tf.tidy(() => {
    const gradients = tf.grads((v, d) => loss(v, d))(inputs);
    gradients.forEach((gradient, which) => {
      const data = inputs[which].dataSync<"float32">(), { shape } = inputs[which];
      gradient.dataSync().forEach((slope, i) => {
        const moved = (by: number) => {
          const other = tf.tensor(data.with(i, data[i] + by), shape);
          const [v, d] = inputs.map((input, j) => j === which ? other : input);
          return loss(v, d).dataSync()[0];
        };
        assertAlmostEquals(slope, (moved(h) - moved(-h)) / (2 * h), 1e-4);
      });
    });
  });
  tf.dispose([indices, weights, inputs]);
});

Deno.test("steps with a sparse code hold no more tensors and no more heap than the first", () => {
  const x = tensor([16, 500], 1), dictionary = tensor([500, 40], 2);
  const step = () => {
    const { value, grads } = tf.valueAndGrads((pre, d) =>
      tf.sum(sparseDecode(topK(pre, { k: 8 }), d)) as tf.Scalar
    )([x, dictionary]);
    tf.dispose([value, grads]);
  };
  assertHolds(step, 50);
  tf.dispose([x, dictionary]);
});

Deno.test("sparseDecode refuses indices outside the dictionary, other shapes and other types", () => {
  const code = (indices: number[][], dtype: "int32" | "float32" = "int32") => ({
    indices: tf.tensor2d(indices, [2, 2], dtype),
    values: tf.ones<tf.Rank.R2>([2, 2]),
    size: 3,
  });
  tf.tidy(() => {
    const dictionary = tf.ones([3, 4]);
    for (const bad of [3, -1, 2 ** 31 - 1]) {
      assertThrows(
        () => sparseDecode(code([[0, 2], [1, bad]]), dictionary),
        RangeError,
        `Cannot decode a sparse code: index ${bad} in row 1 is outside a code of 3 entries`,
      );
    }
    const good = code([[0, 1], [2, 0]]);
    assertThrows(
      () => sparseDecode({ ...good, values: tf.ones([2, 1]) }, dictionary),
      RangeError,
      "indices has shape [2, 2] and values [2, 1], expected the same two axes",
    );
    assertThrows(() => sparseDecode(good, tf.ones([3])), RangeError, "dictionary has shape [3]");
    assertThrows(
      () => sparseDecode(good, tf.ones([4, 3])),
      RangeError,
      "dictionary has shape [4, 3], expected two axes, the first of 3 entries as in the code",
    );
    assertThrows(
      () => sparseDecode({ ...good, size: 2.5 }, dictionary),
      RangeError,
      "its size is 2.5, expected a whole number",
    );
    assertThrows(
      () => sparseDecode(code([[0, 1], [2, 0]], "float32"), dictionary),
      TypeError,
      "indices is of type float32, expected int32",
    );
    assertThrows(
      () => sparseDecode(good, tf.ones([3, 4], "int32")),
      TypeError,
      "dictionary is of type int32, expected float32",
    );
  });
});
