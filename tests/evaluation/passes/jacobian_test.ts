import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import { strokes } from "../../../src/data/mod.ts";
import type { LayerSpec } from "../../../src/layers/mod.ts";
import { initParams, planAutoencoder } from "../../../src/model/mod.ts";
import { exampleTangents } from "../../../src/evaluation/passes/example_tangents.ts";
import { jacobianNorm } from "../../../src/evaluation/passes/jacobian_norm.ts";
import "../../start_backend.ts";

const test = strokes(40, createRng(2));

function model(encoder: LayerSpec[]) {
  const plan = planAutoencoder({
    inputShape: [28, 28, 1],
    encoder: [{ type: "flatten" }, ...encoder],
    decoder: [{ type: "dense", units: 784 }, { type: "reshape", shape: [28, 28, 1] }],
    reconstructionLoss: "mean-squared-error",
  });
  return { plan, params: initParams(plan, { rng: createRng(6) }) };
}

const deep: LayerSpec[] = [
  { type: "dense", units: 12 },
  { type: "activation", function: "tanh" },
  { type: "dense", units: 5 },
];

Deno.test("the norm of a linear encoder's Jacobian is that of its weight, at every example", () => {
  const linear = model([{ type: "dense", units: 7 }]);
  const weight = linear.params["encoder.1.weight"].values;
  const squares = weight.reduce((sum, value) => sum + value ** 2, 0);
  const before = tf.memory().numTensors;
  const { examples, norm, squaredNorm } = jacobianNorm(linear, test);
  assertEquals([examples, tf.memory().numTensors], [40, before]);
  assertAlmostEquals(squaredNorm, squares, 1e-4);
  assertAlmostEquals(norm, Math.sqrt(squares), 1e-4);
});

Deno.test("the squared norm is the sum of the squared singular values", () => {
  const run = model(deep), before = tf.memory().numTensors;
  const { norm, squaredNorm } = jacobianNorm(run, test);
  const found = exampleTangents(run, test, { directions: 2 });
  assertEquals([found.length, tf.memory().numTensors], [test.count, before]);
  const squares = found.map(({ values }) => values.reduce((sum, value) => sum + value ** 2, 0));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  assertAlmostEquals(squaredNorm, mean(squares), 1e-5);
  assertAlmostEquals(norm, mean(squares.map(Math.sqrt)), 1e-5);
  assertEquals(found[0].directions.shape, [2, 784]);
});

Deno.test("of examples that are sorted by class the norm is of every class", () => {
  const run = model(deep), half = 500, size = 784;
  // Far from zero tanh is nearly flat: there the Jacobian is small.
  const of = (values: Float32Array<ArrayBuffer>) => {
    const examples = { shape: [28, 28, 1], count: values.length / size, values };
    return jacobianNorm(run, examples);
  };
  const values = new Float32Array(2 * half * size).fill(1, half * size);
  const [first, second] = [of(values.subarray(0, half * size)), of(values.subarray(half * size))];
  const both = of(values), share = (both.norm - second.norm) / (first.norm - second.norm);
  assertEquals([first.examples, both.examples], [500, 500]);
  assertAlmostEquals(share, 0.5, 0.1);
});

Deno.test("of a large code the norm is estimated, the same whenever it is asked for", () => {
  const large = model([...deep, { type: "dense", units: 300 }]);
  const estimate = jacobianNorm(large, test);
  assertEquals(jacobianNorm(large, test), estimate);
  const exact = exampleTangents(large, test, { directions: 0 })
    .map(({ values }) => values.reduce((sum, value) => sum + value ** 2, 0))
    .reduce((a, b) => a + b) / test.count;
  assert(Math.abs(estimate.squaredNorm / exact - 1) < 0.1, `${estimate.squaredNorm} for ${exact}`);
});

Deno.test("an encoder without a Jacobian has no norm, and leaves no tensor", () => {
  const run = model([{ type: "dense", units: 4 }, { type: "dictionary", units: 6 }]);
  const before = tf.memory().numTensors;
  assertThrows(() => jacobianNorm(run, test), RangeError, 'with "dictionary" (encoder.2)');
  assertEquals(tf.memory().numTensors, before);
});
