import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { meanSquaredError, sigmoidCrossEntropy } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { values } from "../load_routines.ts";

const losses = { sigmoidCrossEntropy, meanSquaredError };

const formulas: Record<keyof typeof losses, (x: number, t: number) => number> = {
  sigmoidCrossEntropy: (x, t) => Math.max(x, 0) - x * t + Math.log1p(Math.exp(-Math.abs(x))),
  meanSquaredError: (x, t) => (x - t) ** 2,
};

for (const [name, loss] of Object.entries(losses)) {
  const formula = formulas[name as keyof typeof losses];

  Deno.test(`${name} is the mean over all elements`, () => {
    for (const shape of [[1], [3], [4, 5], [2, 3, 3]]) {
      const count = tf.util.sizeFromShape(shape);
      const x = values(count, 1).map((value) => value * 5), t = values(count, 2).map(Math.abs);
      const expected = x.reduce((sum, value, i) => sum + formula(value, t[i]), 0) / count;
      const actual = tf.tidy(() => loss(tf.tensor(x, shape), tf.tensor(t, shape)));
      assertEquals(actual.shape, []);
      assertAlmostEquals(actual.dataSync()[0], expected, 1e-6 * Math.max(1, expected));
      actual.dispose();
    }
  });

  Deno.test(`the gradients of ${name} equal central differences`, () => {
    const x = values(6, 1).map((value) => value * 3), t = values(6, 2).map(Math.abs);
    tf.tidy(() => {
      const f = (a: tf.Tensor, b: tf.Tensor) => tf.mul(loss(a, b), 3) as tf.Scalar;
      const gradients = tf.grads(f)([tf.tensor(x, [2, 3]), tf.tensor(t, [2, 3])]);
      const h = 1e-5;
      for (let i = 0; i < 6; i++) {
        const byX = (formula(x[i] + h, t[i]) - formula(x[i] - h, t[i])) / (2 * h);
        const byT = (formula(x[i], t[i] + h) - formula(x[i], t[i] - h)) / (2 * h);
        assertAlmostEquals(gradients[0].dataSync()[i], byX * 3 / 6, 1e-6);
        assertAlmostEquals(gradients[1].dataSync()[i], byT * 3 / 6, 1e-6);
      }
    });
  });

  Deno.test(`${name} over no element is NaN, as a mean over none is`, () => {
    const none = tf.zeros([0, 3]);
    const value = tf.tidy(() => loss(none, none).dataSync()[0]);
    none.dispose();
    assertEquals(value, NaN);
  });

  Deno.test(`${name} leaks no tensor, with a gradient or without`, () => {
    const x = tf.ones([4, 4]), t = tf.zeros([4, 4]);
    const run = () => {
      loss(x, t).dispose();
      const { value, grad } = tf.valueAndGrad((a: tf.Tensor) => loss(a, t))(x);
      tf.dispose([value, grad]);
    };
    assertHolds(run);
    tf.dispose([x, t]);
  });

  Deno.test(`${name} refuses tensors of different shapes and of other types`, () => {
    const a = tf.zeros([2, 3]), b = tf.zeros([3, 2]), c = tf.zeros([2, 3], "int32");
    assertThrows(() => loss(a, b), RangeError, "[2, 3]");
    assertThrows(() => loss(a, c), TypeError, "target is of type int32, expected float32");
    tf.dispose([a, b, c]);
  });
}
