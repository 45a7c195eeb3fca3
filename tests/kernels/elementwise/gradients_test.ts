import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { silu } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { values } from "../load_routines.ts";

Deno.test("tf.sum over leading axes adds up the rows, and over other axes still what it did", () => {
  tf.tidy(() => {
    const data = values(2 * 9 * 5, 1);
    const x = tf.tensor(data, [2, 9, 5]);
    const at = (i: number, j: number, k: number) => data[(i * 9 + j) * 5 + k];
    const all = [0, 1].flatMap((i) => Array.from({ length: 9 }, (_, j) => [i, j]));
    const cases = [
      { axis: [0], keep: false, shape: [9, 5], first: at(0, 0, 0) + at(1, 0, 0) },
      { axis: [0], keep: true, shape: [1, 9, 5], first: at(0, 0, 0) + at(1, 0, 0) },
      {
        axis: [1, 0],
        keep: false,
        shape: [5],
        first: all.reduce((s, [i, j]) => s + at(i, j, 0), 0),
      },
      { axis: [-1], keep: false, shape: [2, 9], first: data.slice(0, 5).reduce((s, v) => s + v) },
      {
        axis: [1],
        keep: true,
        shape: [2, 1, 5],
        first: all.slice(0, 9).reduce((s, [i, j]) => s + at(i, j, 0), 0),
      },
      { axis: [0, 1, 2], keep: false, shape: [], first: data.reduce((s, v) => s + v) },
    ];
    for (const { axis, keep, shape, first } of cases) {
      const sums = tf.sum(x, axis, keep);
      assertEquals(sums.shape, shape);
      assertAlmostEquals(sums.dataSync()[0], first, 1e-5);
    }
    assertEquals(tf.sum(tf.ones([3, 2], "int32"), 0).dataSync(), Int32Array.of(3, 3));
    assertEquals(tf.sum(tf.zeros([0, 2]), 0).dataSync(), Float32Array.of(0, 0));
  });
});

Deno.test("the gradient of a bias is the sum of the rows of the gradient", () => {
  tf.tidy(() => {
    const x = tf.tensor(values(33, 1), [11, 3]), bias = tf.tensor(values(3, 2));
    const weights = tf.tensor(values(33, 3), [11, 3]);
    const gradient = tf.grad((b: tf.Tensor) => tf.sum(tf.mul(tf.add(x, b), weights)))(bias);
    const expected = tf.sum(tf.transpose(weights), 1).dataSync();
    gradient.dataSync().forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-6));
  });
});

Deno.test("silu is x sigmoid(x), and its gradient the slope of that", () => {
  tf.tidy(() => {
    const data = values(23, 1).map((value) => value * 8);
    const x = tf.tensor(data), dy = tf.tensor(values(23, 2));
    const product = (a: tf.Tensor) => tf.mul(a, tf.sigmoid(a));
    assertEquals(silu(x).dataSync(), product(x).dataSync());
    const expected = tf.grad(product)(x, dy).dataSync();
    tf.grad(silu)(x, dy).dataSync().forEach((value, i) =>
      assertAlmostEquals(value, expected[i], 1e-6)
    );
    assertThrows(
      () => silu(tf.ones([2], "int32")),
      TypeError,
      "Cannot apply silu: x is of type int32, expected float32",
    );
  });
});

Deno.test("tf.transpose of a matrix swaps its axes, and leaves other tensors to tfjs", () => {
  tf.tidy(() => {
    const data = values(35 * 6, 1), x = tf.tensor(data, [35, 6]);
    const y = tf.transpose(x);
    assertEquals(y.shape, [6, 35]);
    assertEquals(y.dataSync(), data.map((_, i) => data[i % 35 * 6 + Math.floor(i / 35)]));
    assertEquals(tf.transpose(x, [0, 1]).dataSync(), data);
    assertEquals(tf.transpose(tf.reshape(x, [5, 7, 6]), [1, 0, 2]).shape, [7, 5, 6]);
    const integers = tf.tensor2d([[1, 2], [3, 4]], [2, 2], "int32");
    assertEquals(tf.transpose(integers).dataSync(), Int32Array.of(1, 3, 2, 4));
  });
});

Deno.test("the gradient of tf.relu passes what was above zero, and so does its own gradient", () => {
  tf.tidy(() => {
    const x = tf.tensor1d([-2, -0, 0, 1, 3]), dy = tf.tensor1d([1, 2, 3, 4, 5]);
    const relu = (a: tf.Tensor) => tf.relu(a);
    assertEquals(tf.grad(relu)(x, dy).dataSync(), Float32Array.of(0, 0, 0, 4, 5));
    const square = (a: tf.Tensor) => tf.square(tf.relu(a));
    const second = tf.grad((a: tf.Tensor) => tf.grad(square)(a))(x);
    assertEquals(second.dataSync(), Float32Array.of(0, 0, 0, 2, 2));
  });
});

Deno.test("the gradients of tf.leakyRelu and tf.tanh equal central differences", () => {
  const slope = Math.fround(0.2);
  const cases = [
    {
      apply: (a: tf.Tensor) => tf.leakyRelu(a, slope),
      plain: (a: number) => a > 0 ? a : slope * a,
    },
    { apply: (a: tf.Tensor) => tf.tanh(a), plain: Math.tanh },
  ];
  for (const { apply, plain } of cases) {
    tf.tidy(() => {
      const x = tf.tensor(values(15, 1), [3, 5]), dy = tf.tensor(values(15, 2), [3, 5]);
      const slopes = tf.grad(apply)(x, dy).dataSync(), factors = dy.dataSync(), h = 1e-6;
      apply(x).dataSync().forEach((value, i) =>
        assertAlmostEquals(value, plain(x.dataSync()[i]), 1e-6)
      );
      x.dataSync().forEach((value, i) => {
        const expected = factors[i] * (plain(value + h) - plain(value - h)) / (2 * h);
        assertAlmostEquals(slopes[i], expected, 1e-6);
      });
    });
  }
});

Deno.test("tf.clone shares the memory of its tensor and outlives it", () => {
  const x = tf.tensor(values(12, 1), [3, 4]);
  const before = tf.backend().numDataIds();
  const copy = tf.clone(x);
  assertEquals(tf.backend().numDataIds(), before);
  x.dispose();
  assertEquals(copy.shape, [3, 4]);
  assertEquals(copy.dataSync(), values(12, 1));
  copy.dispose();
  assertEquals(tf.backend().numDataIds(), before - 1);
});
