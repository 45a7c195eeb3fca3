import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { initParams, type Plan, reconstruct } from "../../src/model/mod.ts";
import { fit, type Snapshot, toTensors, validate } from "../../src/training/mod.ts";
import "../start_backend.ts";
import { type Change, examples, linear, toyTraining, train } from "./toy_training.ts";
import { denseExamples } from "../../src/data/mod.ts";

Deno.test("one seed gives one training, another seed another", async () => {
  const [first, second] = [await train(toyTraining()), await train(toyTraining())];
  assertEquals(first.losses, second.losses);
  assertEquals(first.end.params, second.end.params);
  assertEquals(first.history, second.history);
  const other = await train(toyTraining({ rng: createRng(5) }));
  assert(other.losses[0] !== first.losses[0]);
});

Deno.test("a training says its steps, its epochs and its end, the last smaller batch included", async () => {
  const { events, history } = await train(toyTraining());
  const epoch = (n: number) => [1, 2, 3, 4].map((i) => `${n}: ${4 * (n - 1) + i} of 12`);
  assertEquals(
    events.map((event) => {
      if (event.type === "step") return `${event.epoch}: ${event.step} of ${event.steps}`;
      return event.type === "epoch" ? event.metrics.epoch : event.reason;
    }),
    [...epoch(1), 1, ...epoch(2), 2, ...epoch(3), 3, "epochs"],
  );
  assertEquals(history.map(({ step }) => step), [4, 8, 12]);
  // One epoch of warm-up to 0.01, then half a cosine over two.
  [0.01, 0.005, 0].forEach((rate, i) => assertAlmostEquals(history[i].learningRate, rate, 1e-12));
});

Deno.test("the training loss of an epoch weighs each example the same, whatever its batch", async () => {
  const { losses: [a, b, c, d], history } = await train(toyTraining());
  assertAlmostEquals(history[0].trainingLoss, (16 * (a + b + c) + 2 * d) / 50, 1e-12);
});

Deno.test("every example is used once in an epoch, in an order that the seed shuffles", async () => {
  // With a rate too small to move anything, a batch of one has the loss of its example.
  const frozen = { optimizer: { type: "sgd", learningRate: 1e-30 }, batchSize: 1, epochs: 2 };
  const { losses } = await train(
    toyTraining({ plan: linear(), train: examples(10), training: frozen }),
  );
  const [first, second] = [losses.slice(0, 10), losses.slice(10)];
  assertEquals(new Set(first).size, 10);
  assertEquals(first.toSorted(), second.toSorted());
  assert(first.some((loss, i) => loss !== second[i]));
});

Deno.test("fifty steps lower the loss to less than half", async () => {
  const { history } = await train(toyTraining({ plan: linear(), training: { epochs: 13 } }));
  assert(history[12].trainingLoss < history[0].trainingLoss / 2);
  assert(history[12].validationLoss! < history[0].validationLoss! / 2);
});

Deno.test("steps leak no tensor and no memory, and the end frees all of them", async () => {
  const before = tf.memory();
  const counts = new Set<string>();
  await train(toyTraining({ training: { epochs: 8 } }), () => {
    const { numTensors, numDataBuffers, numBytes } = tf.memory();
    counts.add(JSON.stringify({ numTensors, numDataBuffers, numBytes }));
    assert(numTensors > before.numTensors);
  });
  assertEquals(counts.size, 1);
  const { numTensors, numBytes } = tf.memory();
  assertEquals([numTensors, numBytes], [before.numTensors, before.numBytes]);
});

Deno.test("breaking out of a training, or an error in it, frees its tensors", async () => {
  const before = tf.memory().numTensors;
  for await (const event of fit(toyTraining())) {
    if (event.type === "step" && event.step === 6) break;
  }
  assertEquals(tf.memory().numTensors, before);
  const broken = examples(50);
  broken.values.fill(NaN);
  const diverging = toyTraining({ plan: linear(), train: broken });
  await assertRejects(() => train(diverging), RangeError, "Training diverged");
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("a snapshot does not change as the training goes on", async () => {
  const taken: Snapshot[] = [], copies: Snapshot[] = [];
  await train(toyTraining(), (event) => {
    taken.push(event.snapshot());
    copies.push(structuredClone(taken.at(-1)!));
  });
  assertEquals(taken, copies);
});

Deno.test("the validation loss and error are those of the model without dropout, by hand", async () => {
  const input = toyTraining({ plan: linear(), training: { epochs: 1 } });
  const { end, history } = await train(input);
  const param = (path: string) => Array.from(end.params[path].values);
  const [w, b] = [param("encoder.0.weight"), param("encoder.0.bias")];
  const [v, c] = [param("decoder.0.weight"), param("decoder.0.bias")];
  const { values, count } = denseExamples(input.validation!);
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const x = Array.from(values.subarray(8 * i, 8 * i + 8));
    const code = [0, 1].map((u) => x.reduce((s, value, d) => s + value * w[2 * d + u], b[u]));
    x.forEach((value, d) => sum += (c[d] + code[0] * v[d] + code[1] * v[8 + d] - value) ** 2);
  }
  assertAlmostEquals(history[0].validationLoss!, sum / (8 * count), 1e-6);
  assertAlmostEquals(history[0].validationError!, sum / count, 1e-5);
});

Deno.test("a data set smaller than the batch is one batch", async () => {
  const { events } = await train(toyTraining({ train: examples(5), training: { epochs: 2 } }));
  assertEquals(events.map(({ type }) => type), ["step", "epoch", "step", "epoch", "end"]);
});

const none = { shape: [8], count: 0, values: new Float32Array() };
const outside = { shape: [8], count: 1, values: new Float32Array(8).fill(2) };
const refused: [name: string, Change, message: string][] = [
  ["no examples", { train: none }, "Cannot train on the training examples: there are none"],
  [
    "no validation examples",
    { validation: none },
    "Cannot train on the validation examples: there are none",
  ],
  [
    "examples of another shape",
    { train: { ...examples(4), shape: [4, 2] } },
    "Cannot train on the training examples: they have shape [4, 2], expected [8], which the model is for",
  ],
  [
    "examples that the loss has no meaning for",
    { train: outside },
    "Cannot train on the training examples with binary-cross-entropy: value 0 of example 0 is 2",
  ],
];
for (const [name, change, message] of refused) {
  Deno.test(`fit() refuses ${name} before its first step`, async () => {
    let events = 0;
    await assertRejects(() => train(toyTraining(change), () => events++), RangeError, message);
    assertEquals(events, 0);
  });
}

const damage = { type: "corruption", noise: { type: "gaussian", stddev: 1 } } as const;
const drawing: Readonly<Record<string, Plan>> = {
  "damaged inputs": linear({ encoder: [damage, { type: "dense", units: 2 }] }),
  "a code that is damaged in the decoder": linear({
    decoder: [damage, { type: "dense", units: 8 }],
  }),
  "a draw in the decoder": linear({
    decoder: [{ type: "bernoulli_latent", units: 3 }, { type: "dense", units: 8 }],
  }),
};
for (const [name, plan] of Object.entries(drawing)) {
  Deno.test(`the validation error with ${name} is that of what the model gives when it is used`, () => {
    const held = examples(30);
    const params = toTensors(initParams(plan, { rng: createRng(6) }));
    const { loss, error = NaN } = validate(plan, held, params);
    const x = tf.tensor2d(held.values as Float32Array, [30, 8]);
    const difference = tf.sub(reconstruct(plan, x, { params }), x);
    const [clean] = tf.sum(tf.square(difference)).dataSync();
    assertAlmostEquals(error, clean / 30, 1e-5);
    // The loss is that of the draw.
    assert(Math.abs(8 * loss - error) > 1e-3);
  });
}
