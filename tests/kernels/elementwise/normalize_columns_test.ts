import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { normalizeColumns } from "../../../src/kernels/mod.ts";
import "../../start_backend.ts";
import { loadRoutines, values } from "../load_routines.ts";
import {
  normalizeColumns as plain,
  normalizeColumnsGradient as plainGradient,
} from "../plain/elementwise/normalize_columns.ts";
import { assertClose, tensor } from "../tensors.ts";

/** Large enough that what two close rows lose to rounding counts little. */
const epsilon = 0.01;
const sizes = [[2, 1], [2, 4], [7, 3], [9, 21], [40, 16], [100, 10]] as const;

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`normalised columns of the ${build} build equal their plain twins`, async () => {
    const { routines, put, get, reserve } = await loadRoutines(build);
    for (const [rows, columns] of sizes) {
      const count = rows * columns, x = values(count, 1).map((value) => 3 * value + 2);
      const noise = values(count, 2), dy = values(count, 3);
      const [y, noisy, dx] = [1, 2, 3].map(() => reserve(count * 4));
      const precisions = reserve(columns * 4), scratch = reserve(columns * 8), at = put(x, 4);
      const { normalizeColumns, normalizeColumnsGradient } = routines;
      const expected = plain(x, { rows, columns, epsilon });
      for (const added of [noise, undefined]) {
        const noiseAt = added ? put(added) : 0;
        normalizeColumns(at, noiseAt, rows, columns, epsilon, y, noisy, precisions, scratch);
        assertNear(get(y, count), expected.y);
        assertNear(get(noisy, count), expected.y.map((value, i) => value + (added?.[i] ?? 0)));
      }
      normalizeColumns(at, 0, rows, columns, epsilon, y, y, precisions, scratch);
      assertNear(get(y, count), expected.y);
      normalizeColumnsGradient(put(dy, 8), y, precisions, rows, columns, dx, scratch);
      assertNear(get(dx, count), plainGradient({ dy, ...expected }, { rows, columns }));
    }
  });
}

function assertNear(actual: Float32Array, expected: Float64Array): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  actual.forEach((value, i) => assertAlmostEquals(value, expected[i], 3e-6 * largest));
}

Deno.test("parts are normalised apart, with their noise, and the gradient is that of chains of tfjs", () => {
  tf.tidy(() => {
    const x = tensor<tf.Rank.R2>([9, 6], 1), dy = tensor([9, 6], 2), noise = tensor([4, 6], 3);
    const chain = (x: tf.Tensor) => {
      const rest = tf.sub(x, tf.mean(x, 0));
      return tf.div(rest, tf.sqrt(tf.add(tf.mean(tf.square(rest), 0), epsilon)));
    };
    const parts = [{ rows: 2 }, { rows: 4, noise }, { rows: 3 }];
    const ours = (x: tf.Tensor) => normalizeColumns(x, { parts, epsilon });
    const stock = (x: tf.Tensor) => {
      const [a, b, c] = tf.split(x as tf.Tensor2D, [2, 4, 3]);
      return tf.concat([chain(a), tf.add(chain(b), noise), chain(c)], 0);
    };
    assertClose(ours(x), stock(x), 2e-6);
    assertClose(tf.grad(ours)(x, dy), tf.grad(stock)(x, dy), 2e-5);
    const whole = (x: tf.Tensor) => normalizeColumns(x, { parts: [{ rows: 9 }], epsilon });
    assertClose(whole(x), chain(x), 2e-6);
    assertClose(tf.grad(whole)(x, dy), tf.grad(chain)(x, dy), 2e-5);
  });
});

Deno.test("columns are not normalised in other parts than there are rows", () => {
  const x = tf.ones([3, 2]), noise = tf.ones([3, 1]);
  const normalise = (parts: Parameters<typeof normalizeColumns>[1]["parts"], of = x) => () =>
    normalizeColumns(of, { parts, epsilon });
  assertThrows(normalise([{ rows: 2 }]), RangeError, "of [3, 2] in parts of 2 rows in all");
  assertThrows(normalise([{ rows: 3, noise }]), RangeError, "noise of shape [3, 1] to a part");
  assertThrows(normalise([{ rows: 3 }], tf.ones([3, 2], "int32")), TypeError, "x is of type int32");
});

Deno.test("slices in one piece, and others, are those of the arrays", () => {
  const data = values(24, 4), x = tf.tensor(data, [4, 3, 2]);
  const slice = (begin: number[], size: number[]) => {
    const result = tf.slice(x, begin, size), found = [...result.dataSync()];
    result.dispose();
    return found;
  };
  assertEquals(slice([1, 0, 0], [2, 3, 2]), [...data.subarray(6, 18)]);
  assertEquals(slice([3, 0, 0], [-1, -1, -1]), [...data.subarray(18)]);
  assertEquals(slice([2, 1, 0], [1, 2, 2]), [...data.subarray(14, 18)]);
  assertEquals(slice([0, 0, 1], [2, 1, 1]), [data[1], data[7]]);
  assertEquals(slice([0, 0, 0], [0, 3, 2]), []);
  assertEquals([...tf.slice(tf.tensor1d([1, 2, 3], "int32"), 1, 2).dataSync()], [2, 3]);
  assertThrows(() => slice([3, 0, 0], [2, 3, 2]), Error);
  assertClose(
    tf.grad((x) => tf.slice(x, [1, 0, 0], [2, 3, 2]))(x, tf.ones([2, 3, 2])),
    tf.tensor(data.map((_, i) => Number(i >= 6 && i < 18)), [4, 3, 2]),
    0,
  );
});
