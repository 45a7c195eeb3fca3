import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { denseCode, topK } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { values } from "../load_routines.ts";

Deno.test("denseCode puts each entry in its place and adds those that share one", () => {
  tf.tidy(() => {
    const indices = tf.tensor2d([[2, 0], [1, 1]], [2, 2], "int32");
    const code = { indices, values: tf.tensor2d([[3, -1], [2, 5]]), size: 4 };
    assertEquals(denseCode(code).arraySync(), [[-1, 0, 3, 0], [0, 7, 0, 0]]);
  });
});

Deno.test("denseCode of topK is x where it is chosen, for k = 1, a few and all", () => {
  for (const k of [1, 5, 11]) {
    tf.tidy(() => {
      const x = tf.tensor(values(33, 1), [3, 11]), code = topK(x, { k });
      const chosen = tf.sum(tf.oneHot(code.indices, 11), 1);
      assertEquals(denseCode(code).arraySync(), tf.mul(x, chosen).arraySync());
    });
  }
});

Deno.test("the gradient of denseCode gathers the chosen entries", () => {
  tf.tidy(() => {
    const x = tf.tensor(values(33, 1), [3, 11]), weights = tf.tensor(values(33, 2), [3, 11]);
    const gradient = tf.grad((pre: tf.Tensor) =>
      tf.sum(tf.mul(denseCode(topK(pre, { k: 4 })), weights)) as tf.Scalar
    )(x);
    // Linear, so that the gradient is the weight wherever an entry is chosen.
    const chosen = tf.sum(tf.oneHot(topK(x, { k: 4 }).indices, 11), 1);
    assertEquals(gradient.arraySync(), tf.mul(weights, chosen).arraySync());
  });
});

Deno.test("denseCode refuses an index outside the code", () => {
  tf.tidy(() => {
    const indices = tf.tensor2d([[2, 0]], [1, 2], "int32"), values = tf.ones<tf.Rank.R2>([1, 2]);
    assertThrows(
      () => denseCode({ indices, values, size: 2 }),
      RangeError,
      "Cannot make a sparse code dense: index 2 in row 0 is outside a code of 2 entries",
    );
  });
});
