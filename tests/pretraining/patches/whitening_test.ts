/** Patches that are whitened before filters are learnt on them. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { type DenseExamples, exampleBatch } from "../../../src/data/mod.ts";
import { initParams, type Plan, planAutoencoder } from "../../../src/model/mod.ts";
import {
  fitStages,
  planStages,
  type StagedEvent,
  type StageOf,
  stageOptions,
} from "../../../src/pretraining/mod.ts";
import { layerOutputs } from "../../../src/pretraining/layer_outputs.ts";
import { convolutionsOf } from "../../../src/pretraining/patches/convolutions.ts";
import { drawPatches } from "../../../src/pretraining/patches/draw_patches.ts";
import { patchModel } from "../../../src/pretraining/patches/patch_model.ts";
import { fitWhitening, whiten, whiteningOf } from "../../../src/pretraining/patches/whitening.ts";
import {
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "../../../src/training/mod.ts";
import "../../start_backend.ts";
import { endOf } from "../end_of.ts";

const rng = createRng(8);

/** Images [6, 6, 2] whose neighbours are alike, as those of photographs are. */
const images: DenseExamples = {
  shape: [6, 6, 2],
  count: 30,
  values: Float32Array.from({ length: 30 * 72 }, (_, i) => Math.sin(i / 9) + 0.3 * rng.normal()),
};

function convolutional(size = 3, shape = [6, 6, 2]): Plan {
  return planAutoencoder({
    inputShape: shape,
    encoder: [
      { type: "conv2d", filters: 5, size, padding: "valid" },
      { type: "activation", function: "relu" },
      { type: "flatten" },
    ],
    decoder: [
      { type: "dense", units: shape.reduce((a, b) => a * b) },
      { type: "reshape", shape },
    ],
    reconstructionLoss: "mean-squared-error",
  });
}

const stage = (more: Record<string, unknown> = {}): StageOf<"patches"> =>
  stageOptions.parse({
    ...{ train: "patches", count: 400, centered: true, whitening: 0.1 },
    training: { epochs: 2, batchSize: 20, optimizer: { type: "sgd", learningRate: 0.05 } },
    ...more,
  }) as StageOf<"patches">;

const patches = drawPatches(images, {
  ...{ before: [], params: {}, size: [3, 3], count: 400, centered: true, rng: createRng(2) },
});

Deno.test("the whitening Z of patches of second moments M is symmetric, and Z (M + e) Z is 1", () => {
  const size = 18, { values: z } = fitWhitening(patches, { path: "encoder.0", share: 0.1 });
  const at = (m: ArrayLike<number>, i: number, j: number) => m[i * size + j];
  const moments = new Float64Array(size * size);
  for (let n = 0; n < patches.count; n++) {
    const x = patches.values.subarray(n * size, (n + 1) * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) moments[i * size + j] += x[i] * x[j] / patches.count;
    }
  }
  const axis = [...Array(size).keys()];
  const mean = axis.reduce((sum, i) => sum + at(moments, i, i), 0) / size;
  for (const i of axis) moments[i * size + i] += 0.1 * mean;
  const times = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Float64Array.from(
      axis.flatMap((i) => axis.map((j) => axis.reduce((s, k) => s + at(a, i, k) * at(b, k, j), 0))),
    );
  const found = times(times(z, moments), z);
  for (const i of axis) {
    for (const j of axis) {
      assertAlmostEquals(at(z, i, j), at(z, j, i), 1e-6);
      assertAlmostEquals(at(found, i, j), i === j ? 1 : 0, 1e-5);
    }
  }
});

Deno.test("a convolution of images does what the units of the model do with their whitened patches", () => {
  const plan = convolutional(), [convolution] = convolutionsOf(plan);
  const params = initParams(plan, {
    rng: createRng(1),
    measure: () => ({ shape: [72], values: new Float32Array(72) }),
  });
  const { plan: own, take, put } = patchModel(convolution, { centered: true });
  const whitening = fitWhitening(patches, { path: "encoder.0", share: 0.1 });
  const trained = take(params), whole = put(params, trained, whitening);
  // Patches as large as a filter: the convolution has one place on each.
  const small = convolutional(3, [3, 3, 2]);
  const raw = drawPatches(images, {
    ...{ before: [], params: {}, size: [3, 3], count: 400, centered: false, rng: createRng(2) },
  });
  const rows = exampleBatch(whiten(patches, whitening), [...Array(400).keys()]);
  const units = layerOutputs(own.encoder, trained), expected = units.of(rows);
  units.close();
  const maps = layerOutputs(small.encoder.slice(0, 2), whole);
  const found = maps.of(exampleBatch({ ...raw, shape: [3, 3, 2] }, [...Array(400).keys()]));
  maps.close();
  assert(expected.some((value) => value > 0.5));
  expected.forEach((value, i) => assertAlmostEquals(found[i], value, 1e-5));
});

function events(plan: Plan, from?: Snapshot): AsyncGenerator<StagedEvent, void> {
  return fitStages({
    ...{ plan, train: images, validation: { ...images, count: 6 }, rng: createRng(5) },
    stages: planStages(plan, [stage()]).stages,
    options: { epochs: 1, batchSize: 8 },
    ...(from && { from }),
  });
}

Deno.test("a stage of whitened patches goes on, interrupted, to the same weights", async () => {
  const plan = convolutional(), all = await Array.fromAsync(events(plan));
  const [a, b] = endOf(all).earlier.map(({ validationLoss }) => validationLoss!);
  assert(b < a, `${a} ${b}`);
  let stopped: Snapshot | undefined;
  for await (const event of events(plan)) {
    if (event.type !== "epoch" || event.stage?.number !== 1) continue;
    stopped = snapshotFromSafetensors(snapshotToSafetensors(event.snapshot(), {}));
    break;
  }
  const rest = await Array.fromAsync(events(plan, stopped));
  assertEquals(endOf(rest).params, endOf(all).params);
});

Deno.test("other patches of a stage are whitened as those that it learns from", () => {
  const plan = convolutional(), [{ examplesOf }] = planStages(plan, [stage()]).stages;
  const at = { whole: {}, share: 1, rng: createRng(3) };
  const seen = examplesOf(images, at);
  const few = { ...images, count: 3, values: images.values.slice(0, 3 * 72) };
  const others = examplesOf(few, { ...at, share: 0.1, like: seen });
  assertEquals(others.count, 40);
  assertEquals(whiteningOf(others), whiteningOf(seen));
  assertEquals(whiteningOf(images), undefined);
});

Deno.test("what cannot be whitened is refused in one sentence", () => {
  assertThrows(
    () => planStages(convolutional(), [stage({ centered: false })]),
    RangeError,
    'Cannot whiten the patches of encoder.0 with their means: expected "centered": true beside "whitening"',
  );
  assertThrows(
    () => planStages(convolutional(23, [30, 30, 2]), [stage()]),
    RangeError,
    "Cannot whiten the patches of encoder.0, of shape [23, 23, 2]: expected 1024 values or fewer; leave",
  );
  const flat = { ...patches, values: new Float32Array(patches.values.length) };
  assertThrows(
    () => fitWhitening(flat, { path: "encoder.0", share: 0.1 }),
    RangeError,
    "Cannot whiten the patches of encoder.0: none of them has two values",
  );
});
