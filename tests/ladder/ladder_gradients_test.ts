import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { ladderGradients } from "../../src/ladder/ladder_gradients.ts";
import { ladderObjective } from "../../src/ladder/ladder_objective.ts";
import { ladderParams } from "../../src/ladder/ladder_params.ts";
import { COMBINATOR_NAMES, type CombinatorName, ladderNetwork } from "../../src/ladder/mod.ts";
import golden from "../golden/ladder.json" with { type: "json" };
import "../start_backend.ts";
import { toyBatch, toyPlan, waves } from "./toy_ladder.ts";

const network = ladderNetwork(toyPlan());

/** The parameters of the reference program. */
function waveParams(options: { combinator: CombinatorName; costs: number[] }) {
  return Object.fromEntries(
    Object.entries(ladderParams(network, options))
      .map(([path, { shape }]) => [path, waves(path, shape, 0.8)]),
  );
}

for (const { combinator: name, weights, costs, gradients } of golden) {
  const combinator = name as CombinatorName;
  Deno.test(`costs and gradients of a step are those of NumPy: ${name}, costs ${weights}`, () => {
    const options = { combinator, costs: weights };
    const params = waveParams(options);
    assertEquals(Object.keys(params).sort(), Object.keys(gradients).sort());
    const found = ladderGradients(network, toyBatch(), { params, options });
    assertEquals(Object.keys(found.costs).sort(), Object.keys(costs).sort());
    let sum = 0;
    for (const [name, cost] of Object.entries<number>(costs)) {
      assertAlmostEquals(found.costs[name], cost, 1e-5 * cost, name);
      sum += cost;
    }
    assertAlmostEquals(found.loss, sum, 1e-5 * sum);
    for (const [path, expected] of Object.entries<number[]>(gradients)) {
      const values = found.gradients[path].dataSync();
      const largest = Math.max(...expected.map(Math.abs));
      // Of what a normalisation takes away, rounding in 32 bits is left.
      const error = 2e-4 * largest + 5e-8 * sum;
      expected.forEach((value, i) => assertAlmostEquals(values[i], value, error, `${path} ${i}`));
    }
  });
}

for (const combinator of COMBINATOR_NAMES) {
  Deno.test(`gradients of every parameter are central differences: ${combinator}`, () => {
    const options = { combinator, costs: [1, 1, 1, 1] }, batch = toyBatch();
    const params = waveParams(options);
    const { loss, gradients } = ladderGradients(network, batch, { params, options });
    const lossAt = (path: string, direction: tf.Tensor, step: number) => {
      const moved = { ...params, [path]: tf.add(params[path], tf.mul(direction, step)) };
      return ladderObjective(network, batch, { params: moved, options }).loss.dataSync()[0];
    };
    for (const [path, gradient] of Object.entries(gradients)) {
      const norm = tf.norm(gradient).dataSync()[0];
      assert(norm > 1e-4, `${path} has no gradient to speak of`);
      const along = tf.div(gradient, norm), step = 2e-3;
      const slope = (lossAt(path, along, step) - lossAt(path, along, -step)) / (2 * step);
      // The loss itself is rounded to 32 bits.
      assertAlmostEquals(slope, norm, 0.01 * norm + 2 ** -22 * loss / step, path);
    }
  });
}

Deno.test("what no cost needs is not computed: clean rows, unlabelled rows, layers of the decoder", async () => {
  const rowsOf = async (costs: number[]) => {
    const options = { combinator: "gaussian" as const, costs }, params = waveParams(options);
    const objective = () => ladderObjective(network, toyBatch(), { params, options }).loss;
    const { kernels } = await tf.profile(objective);
    return kernels.filter(({ name }) => name === "BatchMatMul")
      .map(({ outputShapes: [shape] }) => shape?.at(-2));
  };
  // The rows of each product: upwards for each layer, then downwards from the second layer on.
  assertEquals(await rowsOf([1, 1, 1, 1]), [16, 16, 16, 6, 6, 6]);
  assertEquals(await rowsOf([0, 0, 0, 1]), [16, 16, 16]);
  assertEquals(await rowsOf([0, 1, 0, 0]), [16, 10, 10, 6, 6]);
  assertEquals(await rowsOf([1, 0, 0, 0]), [10, 10, 10, 6, 6, 6]);
  assertEquals(await rowsOf([0, 0, 0, 0]), [4, 4, 4]);
});
