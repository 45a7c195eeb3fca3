/** Classifiers on encoders: drawn digits, of which few have labels. */
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import type { Safetensors } from "../../src/core/safetensors.ts";
import { chooseLabelled, type DenseExamples, strokes } from "../../src/data/mod.ts";
import { accuracy } from "../../src/evaluation/statistics/mod.ts";
import {
  classifierParams,
  classify,
  describeClassifier,
  type Plan,
  planAutoencoder,
} from "../../src/model/mod.ts";
import {
  type FitInput,
  snapshotFromSafetensors,
  snapshotToSafetensors,
  toTensors,
  type TrainingEvent,
  type TrainingOptionsInput,
} from "../../src/training/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import "../start_backend.ts";
import { smallClassifiers, withParams } from "./small_models.ts";
import { train as finish } from "./toy_training.ts";

const { labels: _, ...digits } = strokes(200, createRng(1));
const few = chooseLabelled(strokes(200, createRng(1)), {
  count: 50,
  classes: 10,
  rng: createRng(2),
});
const held = strokes(40, createRng(3));

const autoencoder = planAutoencoder(
  describeAutoencoder({ variant: "denoising", codeSize: 16, nodes: [32] }, digits.shape),
);
const options = { epochs: 2, batchSize: 50 };
const { end: pretrained } = await finish({
  plan: autoencoder,
  train: digits,
  options,
  rng: createRng(4),
});
const plan = planAutoencoder(
  describeClassifier(autoencoder.spec, { classes: 10, hidden: [20], dropout: 0.2 }),
);
const start = classifierParams(plan, {
  autoencoder: { plan: autoencoder, params: pretrained.params },
  rng: createRng(5),
});

type Change = Partial<FitInput> & { readonly training?: Partial<TrainingOptionsInput> };

/** A training on the few labels; `see` meets every event. */
function onLabels({ training, ...change }: Change = {}, see?: (event: TrainingEvent) => void) {
  const input: FitInput = {
    plan,
    train: few,
    validation: held,
    options: { epochs: 4, batchSize: 25, ...training },
    rng: createRng(5),
    params: start,
    ...change,
  };
  return finish(input, see);
}

type Arrays = Readonly<Record<string, NdArray>>;

/** The paths of the parameters that training moved. */
const moved = (params: Arrays) =>
  Object.keys(params).filter((path) =>
    params[path].values.some((value, i) => value !== start[path].values[i])
  );

/** Enough steps for the loss to fall far. */
const longer = { epochs: 10, optimizer: { type: "adam", learningRate: 0.01 } } as const;

Deno.test("a frozen encoder stays to the bit while the head learns from a few labels", async () => {
  const { end, history } = await onLabels({ training: { ...longer, frozen: ["encoder"] } });
  assertEquals(moved(end.params), [
    "decoder.1.weight",
    "decoder.1.bias",
    "decoder.4.weight",
    "decoder.4.bias",
  ]);
  for (const path of Object.keys(start).filter((path) => path.startsWith("encoder."))) {
    const source = path.replace(/\d+/, (layer) => String(Number(layer) + 1));
    assertEquals(end.params[path], pretrained.params[source]);
  }
  assert(history.at(-1)!.trainingLoss < 0.9 * history[0].trainingLoss);
});

Deno.test("fine-tuning moves the encoder as well, and the loss falls", async () => {
  const { end, history } = await onLabels({
    training: { ...longer, learningRates: { encoder: 0.1 } },
  });
  assertEquals(moved(end.params), Object.keys(plan.params));
  assert(history.at(-1)!.trainingLoss < 0.9 * history[0].trainingLoss);
});

/** The probabilities that a classifier gives examples. */
function probabilitiesOf(
  plan: Plan,
  params: Arrays,
  { count, shape, values }: DenseExamples,
): NdArray {
  const x = Float32Array.from(values, (value) => value / 255);
  const found = tf.tidy(() =>
    classify(plan, tf.tensor(x, [count, ...shape]), { params: toTensors(params) }).dataSync()
  );
  return { shape: [count, 10], values: Float32Array.from(found) };
}

Deno.test("validation says the loss and the accuracy of the probabilities, and no squared error", async () => {
  const { end, history } = await onLabels({ training: { epochs: 1 } });
  const probabilities = probabilitiesOf(plan, end.params, held), labels = held.labels!;
  const [{ validationLoss, validationAccuracy }] = history;
  assert(!("validationError" in history[0]));
  assertAlmostEquals(validationAccuracy!, accuracy({ probabilities, labels }), 1e-12);
  const surprise = labels.reduce(
    (sum, label, i) => sum - Math.log(probabilities.values[10 * i + label]),
    0,
  );
  assertAlmostEquals(validationLoss!, surprise / held.count, 1e-5);
});

Deno.test("a classifier's training that is resumed from its checkpoint goes on bit for bit", async () => {
  const files: Safetensors[] = [];
  const whole = await onLabels({}, (event) => {
    const isAsked = event.type === "step" && (event.step === 3 || event.step === 4);
    if (isAsked) files.push(snapshotToSafetensors(event.snapshot(), {}));
  });
  assertEquals(files.length, 2);
  for (const file of files) {
    const { end } = await onLabels({ from: snapshotFromSafetensors(file) });
    assertEquals([end.params, end.history], [whole.end.params, whole.end.history]);
  }
});

Deno.test("the epoch of the lowest validation loss counts, and patience ends a training", async () => {
  // Steps too long to go down by.
  const optimizer = { type: "sgd", learningRate: 30, momentum: 0 } as const;
  const { end, history } = await onLabels({
    training: { epochs: 50, optimizer, clipNorm: 1, earlyStopping: { patience: 2 } },
  });
  assertEquals(end.reason, "early-stopping");
  const losses = history.map(({ validationLoss }) => validationLoss!);
  assertEquals(end.bestEpoch, losses.indexOf(Math.min(...losses)) + 1);
  assertEquals(history.length, end.bestEpoch + 2);
});

Deno.test("pictures are changed at random, or damaged, and keep their labels", async () => {
  const training = { epochs: 1, batchSize: 50 };
  const plain = await onLabels({ training });
  const shifted = await onLabels({ training, augment: { shift: 2 } });
  assert(shifted.losses[0] !== plain.losses[0]);
  const damaged = planAutoencoder(
    describeClassifier(autoencoder.spec, { classes: 10, keepCorruption: true }),
  );
  assert(damaged.isStochastic);
  const { end, history } = await finish({
    plan: damaged,
    train: few,
    validation: held,
    options: training,
    rng: createRng(5),
  });
  // Of whole pictures, whatever noise the loss is of.
  const probabilities = probabilitiesOf(damaged, end.params, held);
  const right = accuracy({ probabilities, labels: held.labels! });
  assertAlmostEquals(history[0].validationAccuracy!, right, 1e-12);
});

Deno.test("examples without labels, or of more classes, are refused; inputs may have any range", async () => {
  await assertRejects(
    () => onLabels({ train: digits }),
    RangeError,
    "Cannot train on the training examples: the model depends on the class of each example, and these " +
      "have no labels",
  );
  const { plan: small, params } = withParams(smallClassifiers["a linear head on a dense code"]);
  const wide = (labels: number[]): DenseExamples => ({
    shape: [6],
    count: 3,
    values: Float32Array.from({ length: 18 }, (_, i) => 5 * Math.sin(i)),
    labels: Int32Array.from(labels),
  });
  const run = (labels: number[]) =>
    finish({
      plan: small,
      train: wide(labels),
      options: { epochs: 1 },
      rng: createRng(1),
      params,
    });
  await assertRejects(
    () => run([0, 4, 1]),
    RangeError,
    "it has a class 4, and the model knows 4 classes from 0 on",
  );
  assertEquals((await run([0, 3, 1])).history.length, 1);
});
