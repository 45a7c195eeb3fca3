import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import "../../start_backend.ts";

/** Steps of tfjs's Adam on Σ (x − target)² from 0, and its kept moments. */
function stepped(steps: number): { variable: tf.Variable; optimizer: tf.AdamOptimizer } {
  const variable = tf.tidy(() => tf.variable(tf.zeros([3])));
  const optimizer = tf.train.adam(0.1);
  for (let i = 0; i < steps; i++) descend(optimizer, variable);
  return { variable, optimizer };
}

function descend(optimizer: tf.AdamOptimizer, variable: tf.Variable): void {
  tf.tidy(() => {
    optimizer.minimize(() => tf.sum(tf.square(tf.sub(variable, [1, -2, 3]))), false, [variable]);
  });
}

Deno.test("tf.train.adam takes the steps of its formula", () => {
  const { variable, optimizer } = stepped(5);
  [1, -2, 3].forEach((target, i) => {
    let x = 0, m = 0, v = 0;
    for (let t = 1; t <= 5; t++) {
      const g = 2 * (x - target);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      x -= 0.1 * m / (1 - 0.9 ** t) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-7);
    }
    assertAlmostEquals(variable.dataSync()[i], x, 1e-5);
  });
  optimizer.dispose();
  variable.dispose();
});

Deno.test("a step of tf.train.adam changes no clone, no reshape and no saved weights", async () => {
  const { variable, optimizer } = stepped(2);
  const clone = variable.clone(), flat = tf.reshape(variable, [3, 1]);
  const saved = await optimizer.getWeights();
  const kept = saved.slice(1).map(({ tensor }) => tensor.clone());
  const before = [clone, ...kept].map((tensor) => [...tensor.dataSync()]);
  descend(optimizer, variable);
  assertEquals([clone, ...kept].map((tensor) => [...tensor.dataSync()]), before);
  assertEquals([...flat.dataSync()], before[0]);
  assertEquals(before[0].some((value, i) => value === variable.dataSync()[i]), false);
  tf.dispose([clone, flat, variable, saved[0].tensor, ...kept]);
  optimizer.dispose();
});

Deno.test("saved weights of tf.train.adam go on as the optimizer itself would", async () => {
  const { variable, optimizer } = stepped(3);
  const other = tf.train.adam(0.1), copy = tf.tidy(() => tf.variable(tf.clone(variable)));
  const weights = await optimizer.getWeights();
  await other.setWeights(weights);
  // The powers are computed anew from the number of steps.
  descend(optimizer, variable);
  descend(other, copy);
  variable.dataSync().forEach((value, i) => assertAlmostEquals(copy.dataSync()[i], value, 0.05));
  tf.dispose([variable, copy, weights[0].tensor]);
  optimizer.dispose();
  other.dispose();
});

Deno.test("steps of tf.train.adam keep no tensors", () => {
  const { variable, optimizer } = stepped(2);
  const before = tf.memory().numTensors;
  for (let i = 0; i < 5; i++) descend(optimizer, variable);
  assertEquals(tf.memory().numTensors, before);
  optimizer.dispose();
  variable.dispose();
});

Deno.test("on another backend tf.train.adam takes its own step", async () => {
  await tf.setBackend("cpu");
  const { variable, optimizer } = stepped(1);
  const values = [...variable.dataSync()];
  optimizer.dispose();
  variable.dispose();
  await tf.setBackend("wasm");
  values.forEach((value, i) => assertAlmostEquals(value, [0.1, -0.1, 0.1][i], 1e-4));
});
