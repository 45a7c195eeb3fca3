import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { layerOf, type LayerSpec } from "../../src/layers/mod.ts";
import {
  type AutoencoderSpec,
  autoencoderSpec,
  countParams,
  describeModel,
  encode,
  initParams,
  layerOutputs,
  mirrorDecoder,
  modelOptions,
  planAutoencoder,
  reconstruct,
} from "../../src/model/mod.ts";
import { toTensors } from "../../src/training/mod.ts";
import "../start_backend.ts";

const stack = (options: Record<string, unknown>, shape = [28, 28, 1]) =>
  describeModel(modelOptions.parse(options), shape);

const MSE = { loss: "mean-squared-error" } as const;

Deno.test("a stack is described by code size, layers, nodes and loss, and its decoder mirrors it", () => {
  const spec = stack({ codeSize: 30, nodes: [500, 250], loss: "binary-cross-entropy" });
  const relu: LayerSpec = { type: "activation", function: "relu" };
  assertEquals(spec.encoder, [
    { type: "flatten" },
    { type: "dense", units: 500 },
    relu,
    { type: "dense", units: 250 },
    relu,
    { type: "dense", units: 30 },
  ]);
  assertEquals(spec.decoder, [
    { type: "dense", units: 250 },
    relu,
    { type: "dense", units: 500 },
    relu,
    { type: "dense", units: 784 },
    { type: "reshape", shape: [28, 28, 1] },
    { type: "activation", function: "sigmoid" },
  ]);
});

Deno.test("one factor makes all hidden layers of a stack smaller, and leaves the code as it is", () => {
  const options = { codeSize: 256, nodes: [8192, 4096, 3], nodesScale: 0.125, ...MSE };
  const units = stack(options, [10]).encoder.map((layer) => layer.type === "dense" && layer.units);
  assertEquals(units.filter(Boolean), [1024, 512, 1, 256]);
});

Deno.test("one number of nodes serves every layer, and a count that disagrees is refused", () => {
  const spec = stack({ codeSize: 4, layers: 3, nodes: 7, ...MSE }, [10]);
  assertEquals(
    spec.encoder.flatMap((layer) => layer.type === "dense" ? [layer.units] : []),
    [7, 7, 7, 4],
  );
  assertThrows(
    () => stack({ codeSize: 4, layers: 2, nodes: [7], ...MSE }, [10]),
    RangeError,
    "Cannot make 2 hidden layers from model.nodes [7]: give one number for all, or 2 of them",
  );
});

Deno.test("a mirror puts normalisation and activation behind the layer whose output they shape", () => {
  const encoder: LayerSpec[] = [
    { type: "dropout", rate: 0.1 },
    { type: "dense", units: 8 },
    { type: "batch_normalization" },
    { type: "activation", function: "tanh" },
    { type: "dense", units: 3 },
    { type: "activation", function: "sigmoid" },
  ];
  assertEquals(mirrorDecoder(encoder, { inputShape: [5], tied: true }), [
    { type: "dense", units: 8, tiedTo: "encoder.4" },
    { type: "batch_normalization" },
    { type: "activation", function: "tanh" },
    { type: "dense", units: 5, tiedTo: "encoder.1" },
  ]);
});

Deno.test("a written-out decoder may be asymmetric", () => {
  const spec = stack({
    encoder: [{ type: "dense", units: 2 }],
    decoder: [{ type: "dense", units: 9 }, { type: "activation", function: "relu" }, {
      type: "dense",
      units: 4,
    }],
    ...MSE,
  }, [4]);
  assertEquals(countParams(planAutoencoder(spec)), (4 * 2 + 2) + (2 * 9 + 9) + (9 * 4 + 4));
});

Deno.test("a plan gives every parameter its path, and tied weights once", () => {
  const plan = planAutoencoder(stack({ codeSize: 3, tied: true, center: true, ...MSE }, [5]));
  assertEquals(Object.entries(plan.params).map(([path, { shape }]) => [path, shape]), [
    ["encoder.0.center", [5]],
    ["encoder.1.weight", [5, 3]],
    ["encoder.1.bias", [3]],
    ["decoder.0.bias", [5]],
  ]);
  assertEquals(plan.decoder[0].params.weight, "encoder.1.weight");
  assertEquals(plan.codeShape, [3]);
});

Deno.test("inputs are damaged, then divided by their norm, which no mirror undoes", () => {
  const { encoder, decoder } = stack({
    codeSize: 3,
    unitNormalization: true,
    corruption: { type: "masking", rate: 0.5 },
    ...MSE,
  }, [5]);
  assertEquals(encoder.map(({ type }) => type), ["corruption", "unit_normalization", "dense"]);
  assertEquals(decoder.map(({ type }) => type), ["dense"]);
});

Deno.test("dropout may be of the encoder alone, which its mirror leaves out", () => {
  const types = (dropoutIn?: "both" | "encoder") => {
    const options = { codeSize: 2, nodes: 4, dropout: 0.5, ...(dropoutIn && { dropoutIn }) };
    const { encoder, decoder } = stack({ ...options, ...MSE }, [5]);
    return [encoder, decoder].map((layers) =>
      layers.filter(({ type }) => type === "dropout").length
    );
  };
  assertEquals([types(), types("both"), types("encoder")], [[1, 1], [1, 1], [1, 0]]);
});

Deno.test("a spec survives JSON", () => {
  const spec = stack({ codeSize: 3, nodes: 4, batchNormalization: true, dropout: 0.2, ...MSE });
  assertEquals(autoencoderSpec.parse(JSON.parse(JSON.stringify(spec))), spec);
});

const dense = (units: number, tiedTo?: string): LayerSpec => ({
  type: "dense",
  units,
  ...(tiedTo && { tiedTo }),
});

const faulty: [name: string, spec: Partial<AutoencoderSpec>, message: string][] = [
  ["a decoder of another size", { decoder: [dense(5)] }, "gives [5] for inputs [4]"],
  [
    "a tie to nothing",
    { decoder: [dense(4, "encoder.7")] },
    'Layer decoder.0: its weight is tied to "encoder.7.weight", which no earlier layer has',
  ],
  ["a tie to another shape", { decoder: [dense(3), dense(4, "encoder.0")] }, "needs shape [4, 3]"],
  [
    "a loss that its output does not suit",
    { reconstructionLoss: "binary-cross-entropy" },
    'must be the activation "sigmoid"',
  ],
  ["images without flatten", { inputShape: [2, 2, 1] }, 'Layer encoder.0: Cannot apply "dense"'],
  ["a centre behind a change of size", {
    encoder: [dense(2), { type: "center" }],
  }, "no layer before it may change their size"],
];

for (const [name, change, message] of faulty) {
  Deno.test(`a plan refuses ${name}`, () => {
    const spec: AutoencoderSpec = {
      inputShape: [4],
      encoder: [dense(2)],
      decoder: [dense(4)],
      reconstructionLoss: "mean-squared-error",
      ...change,
    };
    assertThrows(() => planAutoencoder(spec), RangeError, message);
  });
}

Deno.test("categorical cross-entropy refuses images", () => {
  assertThrows(
    () => planAutoencoder(stack({ codeSize: 2, loss: "categorical-cross-entropy" })),
    RangeError,
    "expected vectors [D], each a distribution",
  );
});

Deno.test("fresh parameters follow from the seed and their own path alone", () => {
  const plan = planAutoencoder(stack({ codeSize: 30, nodes: [50], ...MSE }));
  const shorter = planAutoencoder(stack({ codeSize: 20, nodes: [50], ...MSE }));
  const params = initParams(plan, { rng: createRng(1) });
  assertEquals(params, initParams(plan, { rng: createRng(1) }));
  assertEquals(
    params["encoder.1.weight"],
    initParams(shorter, { rng: createRng(1) })["encoder.1.weight"],
  );
  const values = [...params["encoder.1.weight"].values];
  const variance = values.reduce((sum, w) => sum + w * w, 0) / values.length;
  assertAlmostEquals(variance, 2 / 784, 2 / 784 * 0.03);
  const bound = Math.sqrt(6 / (50 + 784));
  const last = params["decoder.2.weight"].values;
  assertEquals(last.every((w) => Math.abs(w) <= bound), true);
  assertAlmostEquals(Math.max(...last), bound, 0.01 * bound);
  assertEquals(params["encoder.1.bias"].values.every((b) => b === 0), true);
});

Deno.test("a layer gives besides its output what it says that it does, and nothing else", () => {
  const spec: LayerSpec = { type: "bernoulli_latent", units: 2 };
  const plan = planAutoencoder({
    inputShape: [3],
    encoder: [spec],
    decoder: [dense(3)],
    reconstructionLoss: "mean-squared-error",
  });
  const params = toTensors(initParams(plan, { rng: createRng(0) }));
  const encoded = () => encode(plan, tf.ones([1, 3]), { params });
  assertEquals(Object.keys(encoded().given), ["encoder.0.probability"]);
  const layer = layerOf(spec), { gives } = layer;
  layer.gives = () => ({});
  try {
    assertThrows(
      encoded,
      TypeError,
      'Cannot give "probability" from encoder.0: "bernoulli_latent"',
    );
  } finally {
    layer.gives = gives!;
  }
});

Deno.test("the outputs of each layer are those of the forward pass, by path", () => {
  const plan = planAutoencoder({
    inputShape: [3],
    encoder: [dense(2), { type: "top_k", k: 1 }],
    decoder: [dense(3)],
    reconstructionLoss: "mean-squared-error",
  });
  const params = toTensors(initParams(plan, { rng: createRng(0) }));
  const x = tf.tensor2d([[1, -2, 3]]), outputs = layerOutputs(plan, x, { params });
  assertEquals(Object.keys(outputs), ["encoder.0", "encoder.1", "decoder.0"]);
  assertEquals(outputs["encoder.1"].shape, [1, 2]);
  assertEquals(
    outputs["decoder.0"].arraySync(),
    reconstruct(plan, x, { params }).arraySync(),
  );
});
