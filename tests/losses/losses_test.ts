import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import {
  RECONSTRUCTION_LOSSES,
  type ReconstructionLossName,
  reconstructionLossOf,
} from "../../src/losses/mod.ts";
import "../start_backend.ts";

const softplus = (a: number) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
const sigmoid = (a: number) => a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a));

/** Each loss of outputs and inputs [B, D], in doubles. */
const formulas: Record<ReconstructionLossName, (a: number[][], x: number[][]) => number> = {
  "mean-squared-error": (a, x) => mean(a, x, (a, x) => (a - x) ** 2),
  // −x log σ(a) − (1 − x) log(1 − σ(a)), with log σ(a) = −softplus(−a).
  "binary-cross-entropy": (a, x) => mean(a, x, (a, x) => x * softplus(-a) + (1 - x) * softplus(a)),
  "categorical-cross-entropy": (a, x) =>
    a.reduce((sum, row, b) => {
      const highest = Math.max(...row);
      const logSum = highest + Math.log(row.reduce((s, v) => s + Math.exp(v - highest), 0));
      return sum + row.reduce((s, v, i) => s + x[b][i] * (logSum - v), 0);
    }, 0) / a.length,
};

function mean(a: number[][], x: number[][], term: (a: number, x: number) => number): number {
  const terms = a.flatMap((row, b) => row.map((value, i) => term(value, x[b][i])));
  return terms.reduce((sum, value) => sum + value, 0) / terms.length;
}

/** A loss and its gradient by the output. */
function evaluate(name: ReconstructionLossName, a: number[][], x: number[][]) {
  return tf.tidy(() => {
    const target = tf.tensor2d(x);
    const { value, grad } = tf.valueAndGrad((output) =>
      reconstructionLossOf(name).apply(output, target, {})
    )(tf.tensor2d(a));
    return { value: value.dataSync()[0], gradient: grad.arraySync() as number[][] };
  });
}

/** Logits [4, 7] of either sign, and targets whose rows are distributions. */
function example(): { a: number[][]; x: number[][] } {
  const rng = createRng(5);
  const rows = <T>(make: () => T) => Array.from({ length: 4 }, () => make());
  return {
    a: rows(() => Array.from({ length: 7 }, () => Math.fround(3 * rng.normal()))),
    x: rows(() => {
      const row = Array.from({ length: 7 }, () => rng.uniform());
      const sum = row.reduce((s, v) => s + v, 0);
      return row.map((v) => Math.fround(v / sum));
    }),
  };
}

for (const name of RECONSTRUCTION_LOSSES) {
  Deno.test(`${name} is its formula, and its gradient is what central differences give`, () => {
    const { a, x } = example();
    const { value, gradient } = evaluate(name, a, x);
    assertAlmostEquals(value, formulas[name](a, x), 1e-6);
    const h = 1e-5;
    a.forEach((row, b) =>
      row.forEach((_, i) => {
        const moved = (by: number) =>
          a.map((r, c) => r.map((v, j) => c === b && i === j ? v + by : v));
        const expected = (formulas[name](moved(h), x) - formulas[name](moved(-h), x)) / (2 * h);
        assertAlmostEquals(gradient[b][i], expected, 1e-6);
      })
    );
  });

  Deno.test(`${name} leaves one tensor, its value`, () => {
    const { a, x } = example();
    const output = tf.tensor2d(a), target = tf.tensor2d(x);
    const before = tf.memory().numTensors;
    const loss = tf.tidy(() => reconstructionLossOf(name).apply(output, target, {}));
    assertEquals([loss.shape, tf.memory().numTensors], [[], before + 1]);
    tf.dispose([loss, output, target]);
  });
}

Deno.test("binary cross-entropy from logits holds its closed form at ±100 and beyond", () => {
  for (const logit of [-1000, -100, -30, -1e-6, 0, 1e-6, 30, 100, 1000]) {
    for (const target of [0, 0.25, 1]) {
      const { value, gradient } = evaluate("binary-cross-entropy", [[logit]], [[target]]);
      const expected = target * softplus(-logit) + (1 - target) * softplus(logit);
      assertAlmostEquals(value, expected, 1e-6 * Math.max(1, expected), `loss at ${logit}`);
      const slope = sigmoid(logit) - target;
      assertAlmostEquals(gradient[0][0], slope, 1e-6, `gradient at ${logit}, ${target}`);
    }
  }
});

Deno.test("a saturated unit that is right still has the small loss that rounding 1 − σ would lose", () => {
  const { value } = evaluate("binary-cross-entropy", [[20]], [[1]]);
  assertAlmostEquals(value / Math.log1p(Math.exp(-20)), 1, 1e-5);
});

Deno.test("categorical cross-entropy stays finite for logits that exp would overflow", () => {
  const { value, gradient } = evaluate("categorical-cross-entropy", [[1000, 0, -1000]], [[
    0,
    1,
    0,
  ]]);
  assertAlmostEquals(value, 1000, 1e-3);
  assertEquals(gradient, [[1, -1, 0]]);
});

Deno.test("a perfect reconstruction has no squared error, and a uniform one ln 2 and ln D", () => {
  assertEquals(evaluate("mean-squared-error", [[0.5, 1]], [[0.5, 1]]).value, 0);
  assertAlmostEquals(evaluate("binary-cross-entropy", [[0, 0]], [[0, 1]]).value, Math.LN2, 1e-7);
  const { value } = evaluate("categorical-cross-entropy", [[3, 3, 3, 3]], [[1, 0, 0, 0]]);
  assertAlmostEquals(value, Math.log(4), 1e-6);
});

Deno.test("outputs and inputs of two shapes are refused", () => {
  const output = tf.zeros([2, 3]), target = tf.zeros([3, 2]);
  for (const name of ["mean-squared-error", "binary-cross-entropy"] as const) {
    assertThrows(() => reconstructionLossOf(name).apply(output, target, {}), RangeError, "Cannot");
  }
  tf.dispose([output, target]);
});
