/** Convolutions that are trained on the patches which their filters see. */
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import { type DenseExamples, exampleBatch } from "../../../src/data/mod.ts";
import type { LayerSpec } from "../../../src/layers/mod.ts";
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
import { filtersOfPatches } from "../../../src/pretraining/patches/filters_of_patches.ts";
import { patchModel } from "../../../src/pretraining/patches/patch_model.ts";
import {
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
} from "../../../src/training/mod.ts";
import "../../start_backend.ts";
import { endOf } from "../end_of.ts";

const rng = createRng(3);

/** Images [5, 6, 2] whose value says where it stands: image, row, column and channel. */
const placed: DenseExamples = {
  shape: [5, 6, 2],
  count: 4,
  values: Float32Array.from({ length: 4 * 60 }, (_, i) => i),
};

const images: DenseExamples = {
  shape: [5, 6, 2],
  count: 12,
  values: Float32Array.from({ length: 12 * 60 }, () => rng.uniform()),
};

const relu: LayerSpec = { type: "activation", function: "relu" };

/** Two convolutions with a pool between them, and a decoder that nothing here asks for. */
function convolutional(
  first: LayerSpec[] = [{ type: "conv2d", filters: 7, size: [2, 3] }, relu],
): Plan {
  return planAutoencoder({
    inputShape: [5, 6, 2],
    encoder: [
      ...first,
      { type: "max_pool", size: [1, 2] },
      { type: "conv2d", filters: 3, size: 2 },
      { type: "flatten" },
    ],
    decoder: [{ type: "dense", units: 60 }, { type: "reshape", shape: [5, 6, 2] }],
    reconstructionLoss: "mean-squared-error",
  });
}

const paramsOf = (plan: Plan) =>
  initParams(plan, {
    rng: createRng(1),
    measure: () => ({ shape: [60], values: new Float32Array(60) }),
  });

const patches = (more: Record<string, unknown> = {}): StageOf<"patches"> =>
  stageOptions.parse({
    train: "patches",
    count: 60,
    training: { epochs: 2, batchSize: 8, optimizer: { type: "sgd", learningRate: 0.05 } },
    ...more,
  }) as StageOf<"patches">;

Deno.test("patches are windows of images, from every image and place, in the order of a filter's axes", () => {
  const { count, shape, values } = drawPatches(placed, {
    ...{ before: [], params: {}, centered: false },
    ...{ size: [2, 3], count: 2000, rng: createRng(0) },
  });
  assertEquals([count, ...shape], [2000, 12]);
  const corners = new Map<number, number>();
  for (let patch = 0; patch < count; patch++) {
    const corner = values[patch * 12];
    corners.set(corner, (corners.get(corner) ?? 0) + 1);
    const rows = [0, 12].flatMap((down) =>
      [0, 1, 2, 3, 4, 5].map((right) => corner + down + right)
    );
    assertEquals([...values.subarray(patch * 12, (patch + 1) * 12)], rows);
  }
  // 4 images of 4 rows and 4 columns of corners, each drawn 31 times on average.
  assertEquals(corners.size, 64);
  assert([...corners.values()].every((times) => times > 10 && times < 60));
});

Deno.test("centred patches have a mean of 0, and one stream draws the same patches", () => {
  const options = { before: [], params: {}, size: [2, 3], count: 50 } as const;
  const raw = drawPatches(images, { ...options, centered: false, rng: createRng(9) });
  const centred = drawPatches(images, { ...options, centered: true, rng: createRng(9) });
  for (let patch = 0; patch < 50; patch++) {
    const [a, b] = [raw, centred].map((
      { values },
    ) => [...values.slice(patch * 12, patch * 12 + 12)]);
    const mean = a.reduce((sum, value) => sum + value, 0) / 12;
    a.forEach((value, i) => assertAlmostEquals(b[i], value - mean, 1e-6));
  }
});

Deno.test("patches of a later convolution are of the feature maps in front of it", () => {
  const plan = convolutional(), params = paramsOf(plan);
  const [, second] = convolutionsOf(plan);
  assertEquals(second.before.map(({ path }) => path), ["encoder.0", "encoder.1", "encoder.2"]);
  const maps = layerOutputs(second.before, params);
  const [rows, columns, channels] = second.before.at(-1)!.outputShape;
  const all = maps.of(exampleBatch(images, [...Array(12).keys()]));
  maps.close();
  const drawn = drawPatches(images, {
    ...{ before: second.before, params, size: [rows, columns], count: 30 },
    ...{ centered: false, rng: createRng(2) },
  });
  // Patches as large as the maps are the maps, each as often as its image was drawn.
  const size = rows * columns * channels;
  const known = Array.from({ length: 12 }, (_, i) => all.slice(i * size, (i + 1) * size).join());
  for (let patch = 0; patch < 30; patch++) {
    assert(known.includes(drawn.values.slice(patch * size, (patch + 1) * size).join()));
  }
});

const firsts: Readonly<Record<string, LayerSpec[]>> = {
  "with biases and an activation": [{ type: "conv2d", filters: 7, size: [2, 3] }, relu],
  "of which the two largest of each place stay": [
    { type: "conv2d", filters: 20, size: [2, 3], bias: false },
    { type: "top_k", k: 2 },
  ],
};

for (const [name, first] of Object.entries(firsts)) {
  Deno.test(`a convolution ${name} does with an image what the units of the patch model do with its patches`, () => {
    const padded = first.map((spec) =>
      spec.type === "conv2d" ? { ...spec, padding: "valid" as const } : spec
    );
    const plan = convolutional([...padded, { type: "conv2d", filters: 2, size: 1 }]);
    const [convolution] = convolutionsOf(plan), params = paramsOf(plan);
    for (const centered of [false, true]) {
      const { plan: own, take, put } = patchModel(convolution, { centered });
      const trained = take(params), whole = put(params, trained);
      const patch = drawPatches(images, {
        ...{ before: [], params: {}, size: [2, 3], count: 1, centered, rng: createRng(4) },
      });
      const units = layerOutputs(own.encoder, trained);
      const expected = units.of({ shape: [1, 12], values: Float32Array.from(patch.values) });
      units.close();
      const maps = layerOutputs(plan.encoder.slice(0, first.length), whole);
      const found = maps.of(exampleBatch(images, [...Array(12).keys()]));
      maps.close();
      const { length } = expected, nearest = [];
      for (let place = 0; place < found.length / length; place++) {
        const at = found.subarray(place * length, (place + 1) * length);
        nearest.push(Math.max(...at.map((value, i) => Math.abs(value - expected[i]))));
      }
      assert(Math.min(...nearest) < 1e-6, `${centered}: ${Math.min(...nearest)}`);
    }
  });
}

Deno.test("the filters of centred patches sum to 0, and what is not trained stays", () => {
  const plan = convolutional(), params = paramsOf(plan);
  const { take, put } = patchModel(convolutionsOf(plan)[0], { centered: true });
  const whole = put(params, take(params));
  const sums = tf.tidy(() =>
    tf.sum(tf.tensor(whole["encoder.0.filter"].values, [12, 7]), 0).dataSync()
  );
  sums.forEach((sum) => assertAlmostEquals(sum, 0, 1e-6));
  for (const path of Object.keys(params)) {
    if (path !== "encoder.0.filter") assertEquals(whole[path], params[path]);
  }
});

function events(plan: Plan, from?: Snapshot): AsyncGenerator<StagedEvent, void> {
  return fitStages({
    ...{ plan, train: images, validation: images, rng: createRng(5) },
    stages: planStages(plan, [patches()]).stages,
    options: { epochs: 1, batchSize: 8 },
    ...(from && { from }),
  });
}

/** The snapshot of a training at the end of the first epoch of a stage. */
async function stoppedIn(plan: Plan, number: number): Promise<Snapshot> {
  for await (const event of events(plan)) {
    if (event.type !== "epoch" || event.stage?.number !== number) continue;
    return snapshotFromSafetensors(snapshotToSafetensors(event.snapshot(), {}));
  }
  throw new Error(`It has no stage ${number}`);
}

Deno.test("each convolution is a stage, which is interrupted and gone on with to the same weights", async () => {
  const plan = convolutional(), all = await Array.fromAsync(events(plan));
  assertEquals([...new Set(all.flatMap(({ stage }) => stage?.name ?? []))], [
    "encoder.0, patches of 2x3x2 values to 7",
    "encoder.3, patches of 2x2x7 values to 3",
  ]);
  const [a, b, c, d] = endOf(all).earlier.map(({ trainingLoss }) => trainingLoss);
  assert(b < a && d < c, `${[a, b, c, d]}`);
  for (const number of [1, 2]) {
    const rest = await Array.fromAsync(events(plan, await stoppedIn(plan, number)));
    assertEquals(endOf(rest).params, endOf(all).params);
  }
});

Deno.test("filters that start at patches are patches of norm 1, and not of those of the smaller norm", () => {
  const rows = [[0, 0], [3, 4], [0, 5], [0.1, 0], [6, 8], [0, 0.2]];
  const given: DenseExamples = { count: 6, shape: [2], values: Float32Array.from(rows.flat()) };
  const { shape, values } = filtersOfPatches(given, { filters: 3, rng: createRng(0) });
  assertEquals(shape, [2, 3]);
  const columns = [0, 1, 2].map((filter) => [values[filter], values[3 + filter]]);
  assertEquals(
    columns.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).sort(),
    ["0.0,1.0", "0.6,0.8", "0.6,0.8"],
  );
  assertThrows(
    () => filtersOfPatches(given, { filters: 4, rng: createRng(0) }),
    RangeError,
    "Cannot start 4 filters at patches: of 6 patches 3 are strong enough, expected as many; raise",
  );
});

Deno.test("more filters than a patch has values are masked, and that is said, unless their codes are sparse", () => {
  const wide = (after: LayerSpec): Plan =>
    convolutional([{ type: "conv2d", filters: 20, size: [2, 3] }, after]);
  const first = { layers: [1] };
  assertEquals(planStages(wide(relu), [patches(first)]).remarks, [
    "encoder.0 could copy, with 20 filters for patches of 12 values: a quarter of a patch is masked in " +
    "pre-training; a corruption or penalties in the stage say otherwise.",
  ]);
  const said = { corruption: { type: "masking", rate: 0.5 }, ...first };
  assertEquals(planStages(wide(relu), [patches(said)]).remarks, []);
  assertEquals(planStages(wide({ type: "top_k", k: 2 }), [patches(first)]).remarks, []);
});

Deno.test("what has no patches is refused in one sentence before anything is trained", () => {
  const refused = (plan: Plan, stage: StageOf<"patches">, message: string) =>
    assertThrows(() => planStages(plan, [stage]), RangeError, message);
  const dense = planAutoencoder({
    inputShape: [5, 6, 2],
    encoder: [{ type: "flatten" }, { type: "dense", units: 3 }],
    decoder: [{ type: "dense", units: 60 }, { type: "reshape", shape: [5, 6, 2] }],
    reconstructionLoss: "mean-squared-error",
  });
  refused(
    dense,
    patches(),
    'Cannot pre-train on patches: the encoder has no "conv2d", expected one at least',
  );
  refused(
    convolutional([{ type: "conv2d", filters: 2, size: 2, dilation: 2 }]),
    patches(),
    "Cannot pre-train encoder.0 on patches: its filters have a dilation, expected none",
  );
  refused(
    convolutional([{ type: "conv2d", filters: 2, size: 6 }]),
    patches(),
    "Cannot pre-train encoder.0 on patches of 6x6: its images have 5x6 values, expected filters that lie " +
      "within them",
  );
  refused(
    convolutional(),
    patches({ layers: [3] }),
    "Cannot pre-train convolution 3: the model has 2, counted from 1",
  );
  refused(
    convolutional(),
    patches({ dataStart: true, count: 13 }),
    'Cannot start the 7 filters of encoder.0 at patches: 13 are drawn, expected a "count" of 14 or more, of ' +
      "which they are the stronger half",
  );
  refused(
    convolutional(),
    patches({ count: 1e8 }),
    "Cannot pre-train encoder.0 on 100000000 patches of shape [2, 3, 2]: they have 1200000000 values " +
      'together, expected a "count" of 22369621 or fewer',
  );
});
