/** Hidden layers that are pre-trained on what convolutions in front of them make of images. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import type { DenseExamples } from "../../src/data/mod.ts";
import { type Plan, planAutoencoder } from "../../src/model/mod.ts";
import { encodeExamples } from "../../src/pretraining/encode_examples.ts";
import { fitStages, planStages, stageOptions } from "../../src/pretraining/mod.ts";
import { stackOf } from "../../src/pretraining/stack.ts";
import "../start_backend.ts";
import { endOf } from "./end_of.ts";

const rng = createRng(4);

const images: DenseExamples = {
  shape: [6, 6, 1],
  count: 24,
  values: Float32Array.from({ length: 24 * 36 }, () => rng.uniform()),
};

/** A convolution, a pool, and two dense layers on its 12 maxima; their mirror. */
const plan: Plan = planAutoencoder({
  inputShape: [6, 6, 1],
  encoder: [
    { type: "conv2d", filters: 3, size: 3, padding: "valid" },
    { type: "activation", function: "relu" },
    { type: "max_pool", size: 2 },
    { type: "flatten" },
    { type: "dense", units: 8 },
    { type: "activation", function: "tanh" },
    { type: "dense", units: 4 },
  ],
  decoder: [
    { type: "dense", units: 8 },
    { type: "activation", function: "tanh" },
    { type: "dense", units: 12 },
    { type: "activation", function: "relu" },
    { type: "reshape", shape: [2, 2, 3] },
    { type: "up_sampling", size: 2 },
    { type: "activation", function: "sigmoid" },
    { type: "conv2d_transpose", filters: 1, size: 3, padding: "valid" },
  ],
  reconstructionLoss: "mean-squared-error",
});

const stages = (...trains: string[]) =>
  trains.map((train) =>
    stageOptions.parse({
      train,
      ...(train === "patches" && { count: 200 }),
      training: { epochs: 2, batchSize: 6, optimizer: { type: "sgd", learningRate: 0.1 } },
    })
  );

Deno.test("a stack behind convolutions has the dense layers, with what undoes them and no more", () => {
  const { before, layers } = stackOf(plan, { behindConvolutions: true });
  assertEquals(
    before.map(({ path }) => path).join(),
    "encoder.0,encoder.1,encoder.2,encoder.3",
  );
  assertEquals(
    layers.map(({ number, inputs, units, encoder, decoder }) => [
      ...[number, inputs, units],
      encoder.map(({ path }) => path).join(),
      decoder.map(({ path }) => path).join(),
    ]),
    [
      [1, 12, 8, "encoder.4,encoder.5", "decoder.2,decoder.3,decoder.4"],
      [2, 8, 4, "encoder.6", "decoder.0,decoder.1"],
    ],
  );
});

Deno.test("what a decoder has besides as many dense layers is not of the stack", () => {
  const { encoder } = plan.spec, decoder = plan.spec.decoder.slice(0, 4);
  const wide = planAutoencoder({
    ...plan.spec,
    encoder,
    decoder: [...decoder, { type: "dense", units: 36 }, { type: "reshape", shape: [6, 6, 1] }],
  });
  const { layers: [first] } = stackOf(wide, { behindConvolutions: true });
  assertEquals(first.decoder.map(({ path }) => path).join(), "decoder.2,decoder.3");
});

Deno.test("each dense layer learns from the feature maps, which stay as they are", async () => {
  const planned = planStages(plan, stages("patches", "layers"));
  assertEquals(planned.stages.map(({ name }) => name), [
    "encoder.0, patches of 3x3x1 values to 3",
    "encoder.4, 12 to 8",
    "encoder.6, 8 to 4",
  ]);
  const input = { plan, train: images, rng: createRng(1), options: { epochs: 0, batchSize: 6 } };
  const whole = endOf(
    await Array.fromAsync(fitStages({ ...input, stages: planned.stages })),
  );
  const filters = endOf(
    await Array.fromAsync(fitStages({ ...input, stages: planned.stages.slice(0, 1) })),
  );
  assertEquals(whole.params["encoder.0.filter"], filters.params["encoder.0.filter"]);
  const [learnt, begun] = [whole, filters].map(({ params }) => params["encoder.4.weight"].values);
  assert(learnt.some((value, i) => value !== begun[i]));
  const losses = whole.earlier.map(({ trainingLoss }) => trainingLoss);
  assert(losses[3] < losses[2] && losses[5] < losses[4], `${losses}`);
});

Deno.test("examples of large feature maps are encoded in parts, to the same values", () => {
  const many = planAutoencoder({
    inputShape: [6, 6, 1],
    encoder: [{ type: "up_sampling", size: 400 }, { type: "global_pool", function: "max" }],
    decoder: [{ type: "flatten" }, { type: "dense", units: 36 }, {
      type: "reshape",
      shape: [6, 6, 1],
    }],
    reconstructionLoss: "mean-squared-error",
  });
  // 24 maps of 2400 x 2400 are 553 MB: of 2^25 values at once five are taken.
  const few = { ...images, count: 6, values: images.values.slice(0, 6 * 36) };
  const { shape, count, values } = encodeExamples(few, many.encoder, {});
  assertEquals([count, ...shape], [6, 1, 1, 1]);
  values.forEach((value, i) => {
    assertEquals(value, Math.max(...few.values.slice(i * 36, (i + 1) * 36)));
  });
});

Deno.test("machines behind convolutions are refused, and a stack without dense layers", () => {
  assertThrows(
    () => planStages(plan, [stageOptions.parse({ train: "machines", training: { epochs: 1 } })]),
    RangeError,
    'Cannot pre-train encoder.0, a "conv2d": expected dense layers',
  );
});
