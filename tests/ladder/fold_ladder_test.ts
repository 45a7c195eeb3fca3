import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../src/core/nd_array.ts";
import { foldLadder, ladderNetwork } from "../../src/ladder/mod.ts";
import { foldedParams } from "../../src/ladder/fold_ladder.ts";
import { ladderParams } from "../../src/ladder/ladder_params.ts";
import { classify } from "../../src/model/mod.ts";
import { toArrays, toTensors } from "../../src/training/mod.ts";
import { values } from "../kernels/load_routines.ts";
import "../start_backend.ts";
import { bumps, toyPlan } from "./toy_ladder.ts";

const plan = toyPlan(), network = ladderNetwork(plan);

/** Parameters of a ladder network of the toy plan, β and γ far from their starts. */
const trained: Record<string, NdArray> = Object.fromEntries(
  Object.entries(ladderParams(network, { combinator: "gaussian" })).map(([path, { shape }], i) => [
    path,
    { shape, values: values(shape.reduce((size, axis) => size * axis, 1), i) },
  ]),
);

/** The clean path in doubles: each layer normalised by the statistics of all rows. */
function cleanPath(rows: number[][]): number[][] {
  let h = rows;
  for (const { path, units, activation } of network.layers) {
    const weight = trained[`${path}.weight`].values;
    const a = h.map((row) =>
      Array.from(
        { length: units },
        (_, j) => row.reduce((sum, x, i) => sum + x * weight[i * units + j], 0),
      )
    );
    const mean = (column: number, of: (x: number) => number) =>
      a.reduce((sum, row) => sum + of(row[column]), 0) / a.length;
    const means = a[0].map((_, j) => mean(j, (x) => x));
    const variances = a[0].map((_, j) => mean(j, (x) => (x - means[j]) ** 2));
    const inputs = a.map((row) =>
      row.map((x, j) => {
        const z = (x - means[j]) / Math.sqrt(variances[j] + 1e-10);
        const scale = trained[`${path}.scale`]?.values[j] ?? 1;
        return scale * (z + trained[`${path}.shift`].values[j]);
      })
    );
    h = inputs.map((row) => {
      if (activation !== "softmax") {
        return row.map((x) => activation === "relu" ? Math.max(x, 0) : Math.tanh(x));
      }
      const sum = row.reduce((total, x) => total + Math.exp(x), 0);
      return row.map((x) => Math.exp(x) / sum);
    });
  }
  return h;
}

Deno.test("the folded classifier gives what the clean path does with the statistics of all examples", () => {
  // More than one piece of a pass, so that pieces are put together.
  const unlabelled = bumps(2300);
  const params = foldLadder(plan, { trained, unlabelled });
  assertEquals(Object.keys(params), Object.keys(plan.params));
  for (const [path, { shape }] of Object.entries(plan.params)) {
    assertEquals(params[path].shape, shape);
  }
  const x = Array.from({ length: unlabelled.count }, (_, row) => [
    ...unlabelled.values.subarray(5 * row, 5 * row + 5),
  ]);
  const found = classify(plan, tf.tensor2d(x), { params: toTensors(params) }).dataSync();
  cleanPath(x).flat().forEach((p, i) => assertAlmostEquals(found[i], p, 2e-5, `value ${i}`));
});

Deno.test("inputs of layers that are kept and those computed again fold to the same bits", () => {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const params = toTensors(trained), examples = bumps(1500);
    const folded = [2 ** 24, 0].map((most) => foldedParams(plan, { params, examples, most }));
    const [kept, again] = folded.map(toArrays);
    assertEquals(kept, again);
  });
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("folding refuses parameters of another network, and no examples", () => {
  const unlabelled = bumps(9);
  const { "encoder.0.weight": _, ...rest } = trained;
  assertThrows(
    () => foldLadder(plan, { trained: rest, unlabelled }),
    RangeError,
    'they have no "encoder.0.weight", expected those of a ladder network of its sizes',
  );
  assertThrows(
    () => foldLadder(toyPlan(5, [2, 3]), { trained, unlabelled }),
    RangeError,
    'their "encoder.0.weight" has shape [5, 4], expected [5, 2]',
  );
  assertThrows(
    () => foldLadder(plan, { trained, unlabelled: { ...unlabelled, count: 0 } }),
    RangeError,
    "Cannot fold a ladder network without examples",
  );
});
