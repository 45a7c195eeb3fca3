import * as tf from "@tensorflow/tfjs";
import { assertEquals, assertThrows } from "@std/assert";
import { segmentSum } from "../plain/sparse/segment_sum.ts";
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
