/**
 * The routines of `asm/learning/squared_error_rows.ts`, `binary_cross_entropy.ts` and
 * `class_cross_entropy.ts`, in both builds, and their gradients as tfjs sees them.
 */
import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { rowLoss, type RowLossName } from "../../../src/kernels/learning/row_losses.ts";
import "../../start_backend.ts";
import { assertHolds } from "../held.ts";
import { type LoadedRoutines, loadRoutines, values } from "../load_routines.ts";
import {
  binaryCrossEntropyRow,
  classCrossEntropyRow,
  lossesOf,
  type PlainRowLoss,
  rowDifferences,
  squaredErrorRow,
} from "../plain/learning/row_losses.ts";

const EPSILON = Math.fround(1e-7);
const BOUNDS = [EPSILON, 1 - EPSILON] as const;

/** The places of a call: prediction, target, dy, what is written, and scratch memory. */
interface Call {
  readonly places: readonly [number, number];
  readonly sizes: readonly [rows: number, width: number];
  readonly dy: number;
  readonly scratch: number;
  readonly out: number;
}

interface Tested {
  readonly plain: PlainRowLoss;
  values(routines: LoadedRoutines["routines"], call: Call): void;
  slopes(routines: LoadedRoutines["routines"], call: Call): void;
}

const classes = (bounds: readonly [number, number] = [-Infinity, Infinity]): Tested => ({
  plain: classCrossEntropyRow(EPSILON, bounds),
  values: (routines, { places, sizes, scratch, out }) =>
    routines.classCrossEntropyRows(...places, ...sizes, ...bounds, EPSILON, scratch, out),
  slopes: (routines, { places, dy, sizes, out }) =>
    routines.classCrossEntropyGradient(...places, dy, ...sizes, ...bounds, EPSILON, out),
});

const losses: Readonly<Record<RowLossName, Tested>> = {
  squaredError: {
    plain: squaredErrorRow,
    values: (routines, { places, sizes, out }) =>
      routines.squaredErrorRows(...places, ...sizes, out),
    slopes: (routines, { places, dy, sizes, out }) =>
      routines.squaredErrorRowsGradient(...places, dy, ...sizes, out),
  },
  binaryCrossEntropy: {
    plain: binaryCrossEntropyRow(EPSILON),
    values: (routines, { places, sizes, scratch, out }) =>
      routines.binaryCrossEntropyRows(...places, ...sizes, EPSILON, scratch, out),
    slopes: (routines, { places, dy, sizes, out }) =>
      routines.binaryCrossEntropyGradient(...places, dy, ...sizes, EPSILON, out),
  },
  classCrossEntropy: classes(),
  clippedClassCrossEntropy: classes(BOUNDS),
};

/** Probabilities in (0.05, 0.95), which central differences do not take to where they are cut off. */
const probabilities = (count: number, seed: number) =>
  values(count, seed).map((value) => 0.5 + 0.45 * value);

for (const build of ["simd", "relaxed"] as const) {
  for (const [name, { plain, ...routine }] of Object.entries(losses)) {
    Deno.test(`${name} of rows in the ${build} build equals its plain twin`, async () => {
      const { routines, put, get, reserve } = await loadRoutines(build);
      for (const [rows, width] of [[1, 1], [3, 2], [2, 4], [5, 7], [3, 34]]) {
        const prediction = probabilities(rows * width, 1), target = probabilities(rows * width, 2);
        const dy = values(rows, 3), out = reserve(rows * 4), slopes = reserve(rows * width * 4);
        const scratch = reserve(routines.logarithmScratch());
        const call = {
          places: [put(prediction, 4), put(target)] as const,
          sizes: [rows, width] as const,
          dy: put(dy),
          scratch,
        };
        routine.values(routines, { ...call, out });
        const expected = lossesOf({ prediction, target, rows }, plain);
        get(out, rows).forEach((value, row) =>
          assertAlmostEquals(value, expected[row], 2e-6 * Math.max(1, expected[row]))
        );
        routine.slopes(routines, { ...call, out: slopes });
        const found = get(slopes, rows * width);
        for (let row = 0; row < rows; row++) {
          const part = (array: Float32Array) => [...array.subarray(row * width, (row + 1) * width)];
          rowDifferences(part(prediction), part(target), plain).forEach((slope, i) =>
            assertAlmostEquals(
              found[row * width + i],
              slope * dy[row],
              1e-5 * (1 + Math.abs(slope)),
            )
          );
        }
      }
    });
  }
}

Deno.test("probabilities of 0 and 1 have finite losses, and no gradient as they are cut off", () => {
  tf.tidy(() => {
    const p = tf.tensor2d([[0, 1, 0, 1, 0.5]]), t = tf.tensor2d([[0, 1, 1, 0, 0.5]]);
    const f = (x: tf.Tensor) => tf.sum(rowLoss("binaryCrossEntropy", { prediction: x, target: t }));
    const { value, grad } = tf.valueAndGrad(f)(p);
    // ln of the two ends of what 32 bits have between 1e-7 and 1 − 1e-7.
    const low = -Math.log(1e-7), high = -Math.log(2 ** -23);
    assertAlmostEquals(value.dataSync()[0], (low + high + Math.log(2)) / 5, 1e-5);
    assertEquals([...grad.dataSync()], [0, 0, 0, 0, 0]);
  });
});

for (const name of Object.keys(losses) as RowLossName[]) {
  Deno.test(`${name} of rows is NaN where a prediction is, and of that row alone`, () => {
    tf.tidy(() => {
      for (const width of [1, 5]) {
        const p = new Float32Array(2 * width).fill(0.25),
          t = new Float32Array(2 * width).fill(0.25);
        p[width - 1] = NaN;
        const [first, second] = rowLoss(name, {
          prediction: tf.tensor(p, [2, width]),
          target: tf.tensor(t, [2, width]),
        }).dataSync();
        assert(Number.isNaN(first) && Number.isFinite(second), `${width}: ${first}, ${second}`);
      }
    });
  });

  Deno.test(`${name} of rows has the gradient of its target, by central differences`, () => {
    const { plain } = losses[name];
    const p = probabilities(6, 1), t = probabilities(6, 2);
    tf.tidy(() => {
      const f = (prediction: tf.Tensor, target: tf.Tensor) =>
        tf.sum(tf.mul(rowLoss(name, { prediction, target }), [1, -2]));
      const [, byTarget] = tf.grads(f)([tf.tensor(p, [2, 3]), tf.tensor(t, [2, 3])]);
      for (let row = 0; row < 2; row++) {
        const part = (array: Float32Array) => [...array.subarray(3 * row, 3 * row + 3)];
        const turned: PlainRowLoss = (target, prediction) => plain(prediction, target);
        rowDifferences(part(t), part(p), turned).forEach((slope, i) =>
          assertAlmostEquals(byTarget.dataSync()[3 * row + i], slope * [1, -2][row], 2e-5)
        );
      }
    });
  });

  Deno.test(`${name} of rows leaks no tensor, with a gradient or without`, () => {
    const prediction = tf.fill([4, 5], 0.2), target = tf.fill([4, 5], 0.3);
    assertHolds(() => {
      rowLoss(name, { prediction, target }).dispose();
      tf.tidy(() => {
        tf.grad((x: tf.Tensor) => rowLoss(name, { prediction: x, target }))(prediction);
      });
    });
    tf.dispose([prediction, target]);
  });
}
