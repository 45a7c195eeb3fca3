import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { bernoulliMask, fillNormal, fillUniform, randomSigns } from "../../../src/kernels/mod.ts";
import { normal } from "../plain/random/normal.ts";
import "../../start_backend.ts";

const rng = createRng(11);

Deno.test("fillUniform gives the numbers of Rng.uniform, of one stream or of one a row", () => {
  const x = tf.zeros([3, 37]);
  fillUniform(x, rng.fork("whole"));
  const whole = rng.fork("whole");
  assertEquals(x.dataSync(), new Float32Array(3 * 37).map(() => whole.uniform()));

  fillUniform(x, (row) => rng.fork(row));
  const rows = [0, 1, 2].map((row) => rng.fork(row));
  assertEquals(x.dataSync(), new Float32Array(3 * 37).map((_, i) => rows[i / 37 | 0].uniform()));
  x.dispose();
});

Deno.test("fillNormal goes on where a counter says, and an example's numbers are its own", () => {
  const draw = (shape: number[], fill: (x: tf.Tensor) => void) => {
    const x = tf.zeros(shape);
    fill(x);
    const values = x.dataSync() as Float32Array;
    x.dispose();
    return values;
  };
  const whole = draw([100], (x) => fillNormal(x, rng));
  assertEquals(draw([60], (x) => fillNormal(x, rng, { firstCounter: 10 })), whole.slice(40));
  normal({ key: rng.key, first: 0, count: 100 }).forEach((value, i) => {
    assertEquals(Math.abs(value - whole[i]) < 1e-6 * Math.max(1, Math.abs(value)), true);
  });
  const batch = draw([2, 5, 3], (x) => fillNormal(x, (row) => rng.fork(row)));
  assertEquals(draw([1, 5, 3], (x) => fillNormal(x, () => rng.fork(1))), batch.slice(15));
});

Deno.test("randomSigns is -1 where Rng.uniform is below one half, else 1", () => {
  const signs = randomSigns([2, 50], (row) => rng.fork(row));
  const rows = [0, 1].map((row) => rng.fork(row));
  assertEquals(
    signs.dataSync(),
    new Float32Array(100).map((_, i) => rows[i / 50 | 0].uniform() < 0.5 ? -1 : 1),
  );
  signs.dispose();
});

Deno.test("bernoulliMask is 0 where Rng.uniform is below the rate, also at the rate itself", () => {
  const first = rng.fork(0).uniform();
  for (const rate of [0, 0.3, first, first + 2 ** -24, first + 2 ** -30, 0.999]) {
    const mask = bernoulliMask([2, 4, 9], { rate, streams: (row) => rng.fork(row) });
    const rows = [0, 1].map((row) => rng.fork(row));
    const expected = new Float32Array(72).map((_, i) =>
      rows[i / 36 | 0].uniform() < rate ? 0 : 1 / (1 - rate)
    );
    assertEquals(mask.dataSync(), expected);
    assertEquals(mask.shape, [2, 4, 9]);
    mask.dispose();
  }
});

Deno.test("random tensors may hold one value or none, and leave no other tensor", () => {
  const before = tf.memory().numTensors;
  for (const shape of [[], [0, 3], [3, 0], [1]]) {
    const x = tf.zeros(shape);
    for (const streams of [rng, (row: number) => rng.fork(row)]) {
      fillUniform(x, streams);
      fillNormal(x, streams);
      bernoulliMask(shape, { rate: 0.5, streams }).dispose();
    }
    x.dispose();
  }
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("random numbers refuse shared memory, other types, counters and rates", () => {
  const x = tf.zeros([4]), shared = x.clone(), integers = tf.zeros([4], "int32");
  assertThrows(() => fillNormal(x, rng), Error, "x shares its memory with a clone");
  shared.dispose();
  assertThrows(() => fillUniform(integers, rng), TypeError, "x is of type int32");
  for (const firstCounter of [-1, 0.5, NaN]) {
    assertThrows(() => fillUniform(x, rng, { firstCounter }), RangeError, "Cannot draw from");
  }
  for (const rate of [-0.1, 1, NaN]) {
    assertThrows(() => bernoulliMask([4], { rate, streams: rng }), RangeError, `of rate ${rate}`);
  }
  tf.dispose([x, integers]);
});
