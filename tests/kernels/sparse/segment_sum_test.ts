import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { segmentSum } from "../plain/segment_sum.ts";
import "../../start_backend.ts";
import { loadRoutines, values } from "../load_routines.ts";

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`segmentSum in the ${build} build equals its plain twin`, async () => {
    const { put, get, reserve, routines } = await loadRoutines(build);
    for (const [rows, columns, segments] of [[0, 3, 2], [7, 1, 3], [5, 16, 1], [40, 21, 9]]) {
      const x = values(rows * columns, 1);
      // Some ids are no segments, on both sides.
      const segmentIds = Int32Array.from(values(rows, 2), (v) => Math.floor(v * (segments + 2)));
      const out = reserve(segments * columns * 4);
      routines.segmentSum(put(x, 4), put(segmentIds), rows, columns, segments, out);
      const expected = segmentSum({ x, segmentIds }, { columns, segments });
      assertEquals(get(out, segments * columns), expected);
    }
  });
}

Deno.test("tf.unsortedSegmentSum adds up rows by their ids, and leaves out those of no segment", () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]]);
    const ids = tf.tensor1d([2, 0, -1, 2, 3], "int32");
    const sums = tf.unsortedSegmentSum(x, ids, 3);
    assertEquals(sums.arraySync(), [[3, 4], [0, 0], [8, 10]]);
    const gradient = tf.grad((x: tf.Tensor) => tf.unsortedSegmentSum(x, ids, 4))(x);
    assertEquals(gradient.arraySync(), [[1, 1], [1, 1], [0, 0], [1, 1], [1, 1]]);
  });
});

Deno.test("tf.gather takes rows of a table to the bit, however long they are, and no other", () => {
  tf.tidy(() => {
    for (const row of [[], [1], [3], [8], [2, 5], [0]]) {
      const size = row.reduce((a, b) => a * b, 1);
      const table = tf.tensor(values(7 * size, 1), [7, ...row]);
      const indices = tf.tensor2d([[6, 0], [3, 3], [1, 6]], undefined, "int32");
      const taken = tf.gather(table, indices);
      assertEquals(taken.shape, [3, 2, ...row]);
      const all = [...table.dataSync()];
      assertEquals(
        [...taken.dataSync()],
        [6, 0, 3, 3, 1, 6].flatMap((i) => all.slice(i * size, (i + 1) * size)),
      );
      assertThrows(
        () => tf.gather(table, tf.tensor1d([0, 7], "int32")),
        RangeError,
        "Cannot gather: index 7 is outside of an axis of 7",
      );
    }
    const counts = tf.tensor2d([[1, 2], [3, 4]], undefined, "int32");
    assertEquals(tf.gather(counts, tf.tensor1d([1], "int32")).arraySync(), [[3, 4]]);
  });
});

Deno.test("the gradient of tf.gather adds up what was taken more than once, along any axis", () => {
  tf.tidy(() => {
    const x = tf.tensor(values(24, 1), [2, 3, 4]);
    for (const axis of [0, 1, 2, -1]) {
      const indices = tf.tensor2d([[1, 0], [1, 1]], undefined, "int32");
      const gather = (x: tf.Tensor) => tf.gather(x, indices, axis);
      const y = gather(x), weights = tf.tensor(values(y.size, 2), y.shape);
      const gradient = tf.grad(gather)(x, weights);
      assertEquals(gradient.shape, x.shape);
      gradient.dataSync().forEach((value, i) => {
        const one = tf.oneHot(i, 24).reshape([2, 3, 4]).toFloat();
        assertAlmostEquals(value, tf.sum(tf.mul(gather(one), weights)).dataSync()[0], 1e-6);
      });
    }
  });
});

Deno.test("an embedding trains", () => {
  const table = tf.variable(tf.tensor(values(12, 1), [4, 3]));
  const ids = tf.tensor1d([0, 2, 2], "int32"), target = tf.ones([3, 3]);
  const loss = () => tf.losses.meanSquaredError(target, tf.gather(table, ids)) as tf.Scalar;
  const optimizer = tf.train.sgd(1);
  const first = tf.tidy(() => loss().dataSync()[0]);
  for (let i = 0; i < 20; i++) optimizer.minimize(loss, false, [table]);
  const last = tf.tidy(() => loss().dataSync()[0]);
  assertEquals(last < first / 100, true);
  // What no example names stays as it was.
  assertEquals(tf.tidy(() => table.slice([3, 0], [1, 3]).dataSync()), values(12, 1).slice(9));
  tf.dispose([table, ids, target]);
  optimizer.dispose();
});

Deno.test("segments that do not fit are refused in one sentence", () => {
  tf.tidy(() => {
    const x = tf.ones([3, 2]), ids = tf.tensor1d([0, 1], "int32");
    assertThrows(
      () => tf.unsortedSegmentSum(x, ids, 2),
      RangeError,
      "Cannot sum the segments of a tensor: x has shape [3, 2] and segmentIds [2], expected one id " +
        "for each row of x",
    );
    assertThrows(
      () => tf.unsortedSegmentSum(tf.ones([2, 2], "int32"), ids, 2),
      TypeError,
      "Cannot sum the segments of a tensor: x is of type int32, cast it to float32",
    );
    assertThrows(
      () =>
        tf.engine().runKernel(tf.UnsortedSegmentSum, { x, segmentIds: tf.ones([3]) }, {
          numSegments: 2,
        }),
      TypeError,
      "Cannot sum the segments of a tensor: segmentIds is of type float32, cast it to int32",
    );
    assertThrows(
      () => tf.unsortedSegmentSum(x, tf.zeros([3], "int32"), -1),
      RangeError,
      "Cannot sum the segments of a tensor: -1 segments, expected 0 or more",
    );
  });
});
