/**
 * Everything that holds for every recipe in models/: a recipe is added there, and this suite looks
 * at it.
 */
import { assert, assertEquals } from "@std/assert";
import { Buffer } from "node:buffer";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../src/core/rng.ts";
import { decodeSafetensors, encodeSafetensors } from "../src/core/safetensors.ts";
import { sizeOf } from "../src/core/shape.ts";
import { type NdArray, zeros } from "../src/core/nd_array.ts";
import { gatherBatch } from "../src/data/mod.ts";
import { classifierToOnnx, toOnnx } from "../src/export/mod.ts";
import { readRecipe, recipeNames } from "../src/io/read_recipe.ts";
import { heapBytes } from "../src/kernels/mod.ts";
import { fitLadder } from "../src/ladder/mod.ts";
import {
  autoencoderSpec,
  classify,
  describeClassifier,
  initParams,
  type Plan,
  planAutoencoder,
} from "../src/model/mod.ts";
import { readModel } from "../src/onnx/mod.ts";
import {
  fit,
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
  toTensors,
} from "../src/training/mod.ts";
import { classifierNetwork } from "../src/recipes/mod.ts";
import { describeAutoencoder } from "../src/variants/mod.ts";
import { recipeExamples, recipeModel } from "./recipes/recipe_examples.ts";
import { assertClose, runGraph, runtimeNames, runTrainer } from "./export/graphs.ts";
import "./start_backend.ts";

/** The examples that each model sees. */
const COUNT = 64;

/**
 * The effects that fifty steps with batches of 16, at the recipe's highest rate, do to a recipe's
 * model.
 */
interface Trained {
  readonly plan: Plan;
  /** The training loss of each epoch. */
  readonly losses: readonly number[];
  /** The numbers of tensors, of their bytes and of the heap's bytes after each step. */
  readonly memory: ReadonlySet<string>;
  readonly snapshot: Snapshot;
}

async function fiftySteps(name: string): Promise<Trained> {
  const { training } = readRecipe(name),
    model = recipeModel(name),
    data = recipeExamples(name, COUNT);
  const plan = planAutoencoder(describeAutoencoder(model, data.shape));
  const { optimizer, clipNorm } = training;
  const options = { optimizer, clipNorm, epochs: 13, batchSize: 16 };
  const memory = new Set<string>();
  for await (const event of fit({ plan, train: data, options, rng: createRng(2) })) {
    if (event.type !== "step") continue;
    const { numTensors, numDataBuffers, numBytes } = tf.memory();
    const heap = heapBytes();
    memory.add(JSON.stringify({ numTensors, numDataBuffers, numBytes, heap }));
    if (event.step < 50) continue;
    const snapshot = event.snapshot();
    const losses = snapshot.progress.history.map(({ trainingLoss }) => trainingLoss);
    return { plan, losses, memory, snapshot };
  }
  throw new Error("Cannot test a training of fewer than fifty steps");
}

for (const name of recipeNames()) {
  let training: Promise<Trained> | undefined;
  const data = recipeExamples(name, COUNT);
  const trained = () => training ??= fiftySteps(name);

  Deno.test(`${name}: its spec survives JSON`, () => {
    const spec = describeAutoencoder(recipeModel(name), data.shape);
    assertEquals(autoencoderSpec.parse(JSON.parse(JSON.stringify(spec))), spec);
  });

  Deno.test(`${name}: one seed gives one set of parameters, of the planned shapes`, () => {
    const plan = planAutoencoder(describeAutoencoder(recipeModel(name), data.shape));
    const fresh = (seed: number) =>
      initParams(plan, { rng: createRng(seed), measure: () => zeros(data.shape) });
    const params = fresh(1);
    assertEquals(
      Object.entries(params).map(([path, { shape }]) => [path, shape]),
      Object.entries(plan.params).map(([path, { shape }]) => [path, shape]),
    );
    const [weight] = Object.keys(params).filter((path) => /\.(weight|filter)$/.test(path));
    const isSame = (seed: number) =>
      sameBytes(bytesOf(params[weight]), bytesOf(fresh(seed)[weight]));
    assertEquals([isSame(1), isSame(2)], [true, false]);
  });

  Deno.test(`${name}: fifty steps lower the loss, and none leaks a tensor or grows the heap`, async () => {
    const { plan, losses: all, memory } = await trained();
    const losses = all.map((loss) => loss - leastLoss(plan));
    assert(losses.at(-1)! < 0.8 * losses[0], `${losses[0]} to ${losses.at(-1)}`);
    assertEquals(memory.size, 1);
  });

  Deno.test(`${name}: a checkpoint comes back bit for bit`, async () => {
    const { snapshot } = await trained();
    const bytes = encodeSafetensors(snapshotToSafetensors(snapshot, {}));
    const back = snapshotFromSafetensors(decodeSafetensors(bytes, "checkpoint.safetensors"));
    assertEquals(back.progress, snapshot.progress);
    // The bytes hold every value; comparing them is quicker than comparing millions of numbers.
    assertEquals(sameBytes(encodeSafetensors(snapshotToSafetensors(back, {})), bytes), true);
  });

  Deno.test(`${name}: its ONNX files pass the checker and equal the trainer within 1e-5`, async () => {
    const { plan, snapshot: { params } } = await trained();
    const files = toOnnx(plan, params, { name, description: "", version: "0", metadata: {} });
    for (const bytes of Object.values(files)) readModel(bytes, name);
    const x = { shape: [8, ...data.shape], values: gatherBatch(data, [0, 1, 2, 3, 4, 5, 6, 7]) };
    const expected = runTrainer(plan, params, x);
    for (const runtime of runtimeNames) {
      const { code, reconstruction } = await runGraph(runtime, files.model, expected.inputs);
      assertClose(code, expected.code);
      assertClose(reconstruction, expected.reconstruction);
      const encoded = await runGraph(runtime, files.encoder, expected.inputs);
      for (const [name, array] of Object.entries(expected.encoding)) {
        assertClose(encoded[name], array);
      }
      const decoded = await runGraph(runtime, files.decoder, expected.codes);
      assertClose(decoded.reconstruction, expected.reconstruction);
    }
  });

  const { classifier } = readRecipe(name), model = recipeModel(name);
  if (!classifier) continue;
  Deno.test(`${name}: its classifier learns, and its ONNX file equals the trainer within 1e-5`, async () => {
    const autoencoder = describeAutoencoder(model, data.shape);
    const plan = planAutoencoder(
      describeClassifier(autoencoder, classifierNetwork(classifier, 10)),
    );
    const rng = createRng(3), options = { epochs: 4, batchSize: 16 };
    const events = classifier.ladder
      ? fitLadder({
        ...{ plan, labelled: data, unlabelled: data, rng },
        options: { ...classifier.ladder, ...options },
      })
      : fit({
        ...{ plan, train: data, rng },
        options: { ...options, optimizer: classifier.training.optimizer },
      });
    for await (const event of events) {
      if (event.type !== "end") continue;
      const [first, , , last] = event.history.map(({ trainingLoss }) => trainingLoss);
      assert(last < first, `${first} to ${last}`);
      const { params } = event;
      const x = { shape: [8, ...data.shape], values: gatherBatch(data, [0, 1, 2, 3, 4, 5, 6, 7]) };
      const expected = tf.tidy(() => {
        const tensors = toTensors(params);
        return classify(plan, tf.tensor(x.values, x.shape), { params: tensors }).dataSync();
      });
      const file = classifierToOnnx(plan, params);
      readModel(file, name);
      for (const runtime of runtimeNames) {
        const { probabilities } = await runGraph(runtime, file, { input: x });
        assertClose(probabilities, { shape: [8, 10], values: Float32Array.from(expected) });
      }
    }
  });
}

/**
 * The part of a loss that no better reconstruction takes off: the constant of normal values of a given
 * variance, or of 1, at which a learned one begins.
 */
function leastLoss({ spec: { inputShape, reconstructionLoss: loss } }: Plan): number {
  if (typeof loss !== "object" || loss.type !== "gaussian") return 0;
  const variance = typeof loss.variance === "number" ? loss.variance : 1;
  return sizeOf(inputShape) / 2 * Math.log(2 * Math.PI * variance);
}

function bytesOf({ values }: NdArray): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** True where two arrays have the same bytes, which may be millions. */
function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
