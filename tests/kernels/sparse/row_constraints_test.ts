import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { normalizeRows, removeParallel } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { values } from "../load_routines.ts";

const norms = (x: tf.Tensor) => Array.from(tf.tidy(() => tf.norm(x, "euclidean", 1).dataSync()));

Deno.test("normalizeRows makes every norm 1 whatever its size, and a second time changes nothing", () => {
  for (const columns of [1, 3, 8, 61]) {
    const start = values(6 * columns, 1);
    for (const [row, scale] of [1, 1e-30, 1e30, 0, 1e-3, 1e3].entries()) {
      for (let i = row * columns; i < (row + 1) * columns; i++) start[i] *= scale;
    }
    const weight = tf.tensor(start, [6, columns]);
    normalizeRows(weight);
    const first = weight.dataSync<"float32">().slice();
    for (let row = 0; row < 6; row++) {
      const squares = first.subarray(row * columns, (row + 1) * columns).map((v) => v * v);
      assertAlmostEquals(squares.reduce((a, b) => a + b, 0), row === 3 ? 0 : 1, 1e-6);
    }
    normalizeRows(weight);
    assertEquals(weight.dataSync(), first);
    weight.dispose();
  }
});

Deno.test("removeParallel leaves what is at right angles to the weight, and zeros as they are", () => {
  tf.tidy(() => {
    const weight = tf.tensor(values(5 * 13, 1), [5, 13]),
      gradient = tf.tensor(
        values(5 * 13, 2).fill(0, 13, 26),
        [5, 13],
      );
    normalizeRows(weight);
    const expected = tf.sub(
      gradient,
      tf.mul(tf.sum(tf.mul(gradient, weight), 1, true), weight),
    ).dataSync();
    removeParallel(gradient, weight);
    gradient.dataSync().forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-6));
    assertEquals(gradient.dataSync().slice(13, 26), new Float32Array(13));
    const along = tf.sum(tf.mul(gradient, weight), 1).dataSync();
    along.forEach((value) => assertAlmostEquals(value, 0, 1e-6));
  });
});

Deno.test("constraints of rows refuse other ranks, shapes, types and shared memory", () => {
  tf.tidy(() => {
    const matrix = tf.ones([2, 3]), line = tf.ones([3]);
    assertThrows(() => normalizeRows(line), RangeError, "weight has shape [3], expected two axes");
    assertThrows(() => removeParallel(line, line), RangeError, "gradient has shape [3]");
    assertThrows(() => removeParallel(matrix, tf.ones([3, 2])), RangeError, "expected the same");
    assertThrows(() => normalizeRows(tf.ones([2, 3], "int32")), TypeError, "expected float32");
    const shared = tf.clone(matrix);
    assertThrows(() => normalizeRows(matrix), Error, "weight shares its memory with a clone");
    assertThrows(() => removeParallel(matrix, tf.ones([2, 3])), Error, "gradient shares its");
    shared.dispose();
    normalizeRows(matrix);
    norms(matrix).forEach((norm) => assertAlmostEquals(norm, 1, 1e-6));
  });
});
