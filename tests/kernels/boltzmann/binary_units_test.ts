import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { multiplyStates, sampleSigmoid, softplusSums } from "../../../src/kernels/mod.ts";
import { assertHolds } from "../held.ts";
import { loadRoutines, runGuarded, values } from "../load_routines.ts";
import { multiplyStates as plainMultiply } from "../plain/boltzmann/multiply_states.ts";
import { sampleSigmoid as plainSample } from "../plain/boltzmann/sample_sigmoid.ts";
import { softplusSum as plainSoftplus } from "../plain/boltzmann/softplus_sum.ts";
import "../../start_backend.ts";

const rng = createRng(3), key = rng.key;
/** Values of 0 and 1, so many of a hundred 1. */
const binary = (count: number, percent: number) =>
  values(count, 5).map((value) => value < percent / 50 - 1 ? 1 : 0);

for (const build of ["simd", "relaxed"] as const) {
  Deno.test(`sampleSigmoid in the ${build} build draws as its plain twin, in place too`, async () => {
    const { routines, put, reserve, get } = await loadRoutines(build);
    const scratch = reserve(routines.randomScratch());
    for (const count of [0, 1, 3, 31, 32, 33, 500, 4100]) {
      for (const [first, scale] of [[0, 1], [2 ** 32 - 3, 0.3]]) {
        const x = values(count, 1).map((value) => 12 * value), at = put(x);
        const means = reserve(count * 4), states = reserve(count * 4);
        const stream = [...key, first, count, scratch] as const;
        routines.sampleSigmoid(at, scale, ...stream, means, states);
        const expected = plainSample(x, { key, first }, scale);
        assertEquals(get(states, count), expected.states);
        get(means, count).forEach((mean, i) =>
          assertAlmostEquals(mean / expected.means[i], 1, 1e-6)
        );
        routines.sampleSigmoid(at, scale, ...stream, at, states);
        assertEquals([get(at, count), get(states, count)], [get(means, count), expected.states]);
        routines.sampleSigmoid(put(x), scale, ...stream, 0, states);
        assertEquals(get(states, count), expected.states);
      }
    }
  });

  Deno.test(`softplusSum in the ${build} build is right to 4e-7`, async () => {
    const { routines, put } = await loadRoutines(build);
    for (const count of [0, 1, 4, 7, 501]) {
      for (const size of [0.001, 1, 30, 200]) {
        const x = values(count, 2).map((value) => value * size);
        for (const scale of [0, 0.5, 1]) {
          const sum = routines.softplusSum(put(x, 4), count, scale);
          const expected = plainSoftplus(x, scale);
          // Powers end at exp(−87.3), the least normal number of 32 bits.
          assert(
            Math.abs(sum - expected) <= 4e-7 * expected + 2e-38 * count,
            `${sum}, not ${expected}`,
          );
        }
      }
    }
  });

  Deno.test(`multiplyStates in the ${build} build equals its plain twin bit for bit`, async () => {
    const loaded = await loadRoutines(build), { routines, put } = loaded;
    for (
      const [rows, depth, columns] of [[1, 1, 1], [3, 5, 7], [4, 40, 32], [6, 401, 67], [2, 0, 3]]
    ) {
      for (const flags of [0, 1, 2, 3, 4, 7]) {
        const [s, t, hasBias] = [(flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0];
        const states = binary(rows * depth, flags * 12 + 10), table = values(depth * columns, 2);
        const bias = values(columns, 3);
        const out = runGuarded(loaded, {
          count: rows * columns,
          scratchBytes: routines.statesScratch(rows, depth),
          write: ({ scratch, out }) => {
            const operands = [put(states), rows, depth, s, put(table), columns, t] as const;
            routines.multiplyStates(...operands, hasBias ? put(bias) : 0, scratch, out);
          },
        });
        const expected = plainMultiply({ values: states, isTransposed: s }, {
          values: table,
          isTransposed: t,
        }, { rows, depth, columns, ...(hasBias && { bias }) });
        assertEquals(out, expected);
      }
    }
  });
}

Deno.test("a tensor of binary units is drawn by a stream a row, from a counter on", () => {
  const x = tf.tensor2d(values(3 * 37, 4).map((value) => 3 * value), [3, 37]);
  const streams = (row: number) => rng.fork(row);
  const { states, means } = sampleSigmoid(x, { streams, firstCounter: 5, scale: 2 });
  const rows = x.arraySync().map((row, i) =>
    plainSample(Float32Array.from(row), { key: rng.fork(i).key, first: 5 }, 2)
  );
  assertEquals(states.arraySync(), rows.map((row) => [...row.states]));
  const expected = rows.flatMap((row) => [...row.means]);
  means.dataSync().forEach((mean, i) => assertAlmostEquals(mean, expected[i], 1e-6));
  softplusSums(x, 0.5).forEach((sum, i) =>
    assertAlmostEquals(sum, plainSoftplus(x.arraySync()[i], 0.5), 1e-5)
  );
  tf.dispose([x, states, means]);
});

Deno.test("products of states equal those of matrices, and hold no memory", () => {
  const s = tf.tensor2d(binary(100 * 300, 20), [100, 300]),
    table = tf.tensor2d(values(9000, 1), [300, 30]);
  const bias = tf.tensor1d(values(30, 2));
  const ours = multiplyStates(s, table, { bias }), theirs = tf.add(tf.matMul(s, table), bias);
  assertAlmostEquals(tf.max(tf.abs(tf.sub(ours, theirs))).dataSync()[0], 0, 1e-4);
  assertEquals(
    multiplyStates(tf.transpose(s), tf.transpose(table), {
      transposeStates: true,
      transposeTable: true,
      bias,
    }).dataSync(),
    ours.dataSync(),
  );
  assertHolds(() => multiplyStates(s, table, { bias }).dispose());
});

Deno.test("products and draws of binary units refuse other types and shapes", () => {
  const s = tf.zeros([2, 3]), table = tf.zeros([4, 5]), integers = tf.zeros([2, 3], "int32");
  assertThrows(
    () => multiplyStates(s, table),
    RangeError,
    "Cannot multiply states [2, 3] by [4, 5]",
  );
  assertThrows(() => multiplyStates(integers, table), TypeError, "states is of type int32");
  assertThrows(
    () => multiplyStates(s, tf.zeros([3, 5]), { bias: tf.zeros([4]) }),
    RangeError,
    "Cannot add a bias [4] to rows of 5 values",
  );
  assertThrows(() => sampleSigmoid(integers, { streams: rng }), TypeError, "x is of type int32");
  assertThrows(() => softplusSums(integers as tf.Tensor2D), TypeError, "x is of type int32");
});
