import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import type { LayerSpec, Value } from "../../../src/layers/mod.ts";
import {
  type AutoencoderSpec,
  describeModel,
  encode,
  planAutoencoder,
} from "../../../src/model/mod.ts";
import { gradients, toArrays, toTensors } from "../../../src/training/mod.ts";
import { randomInputs, smallModels, withParams } from "../../training/small_models.ts";
import { applyLayer } from "../apply_layer.ts";
import "../../start_backend.ts";

const rng = createRng(6);
const inference: LayerSpec = { type: "sparse_inference", sparsity: 0.1, iterations: 5 };
const spec: AutoencoderSpec = {
  inputShape: [6],
  encoder: [{ type: "dense", units: 7 }, { type: "activation", function: "tanh" }, inference],
  decoder: [{ type: "dictionary", units: 6, tiedTo: "encoder.2" }],
  reconstructionLoss: { type: "gaussian", variance: 1 },
  penalties: [{ type: "code_l1", coefficient: 0.1 }, { type: "prediction", coefficient: 1 }],
};

/** The gradients of a step of a model of `spec` whose predictions count so much. */
function step(coefficient: number) {
  const { plan, params } = withParams({
    ...spec,
    penalties: [{ type: "code_l1", coefficient: 0.1 }, { type: "prediction", coefficient }],
  });
  const tensors = toTensors(params), { shape, values } = randomInputs(spec, 4);
  const x = tf.tensor(values, [...shape]);
  const found = gradients(plan, x, { params: tensors, rng });
  const arrays = toArrays(found.gradients);
  const code = tf.tidy(() => {
    const training = { progress: 1, rng: (i: number) => rng.fork(i), update() {} };
    return (encode(plan, x, { params: tensors, training }).code as tf.Tensor).arraySync();
  }) as number[][];
  tf.dispose([x, tensors, found.gradients]);
  return { loss: found.loss, gradients: arrays, params, code, x: { shape, values } };
}

Deno.test("outside training the code is the prediction; while training it is inferred, and both are given", () => {
  const x = tf.tensor2d([[0.5, 1, 0]]), input = tf.tensor2d([[1, 2]]);
  const params = { weight: tf.tensor2d([[1, 0], [0, 1], [0.6, 0.8]]) };
  assertEquals(applyLayer(inference, x, { params, input }), x);
  const given: Record<string, Value> = {};
  const code = applyLayer(inference, x, { params, input, given, rng: (i) => rng.fork(i) });
  assertEquals(given, { prediction: x, inferred: code });
  assert((code.arraySync() as number[][])[0].some((value, i) => value !== [0.5, 1, 0][i]));
});

Deno.test("the encoder learns from its predictions alone, the dictionary from reconstructions alone", () => {
  const [none, one, two] = [0, 1, 2].map((coefficient) => step(coefficient).gradients);
  assertEquals(new Set(none["encoder.0.weight"].values.map(Math.abs)), new Set([0]));
  assertEquals(new Set(none["encoder.0.bias"].values.map(Math.abs)), new Set([0]));
  two["encoder.0.weight"].values.forEach((value, i) =>
    assertAlmostEquals(value, 2 * one["encoder.0.weight"].values[i], 1e-6)
  );
  assert(one["encoder.0.weight"].values.some((value) => Math.abs(value) > 1e-3));
  assertEquals(none["encoder.2.weight"], two["encoder.2.weight"]);
});

Deno.test("the dictionary's gradient is that of the reconstruction loss with the codes held still", () => {
  const { gradients, params, code, x: { values } } = step(1);
  const weight = Float64Array.from(params["encoder.2.weight"].values), h = 1e-4;
  const loss = () =>
    code.reduce((sum, entries, b) => {
      for (let d = 0; d < 6; d++) {
        const made = entries.reduce((made, entry, n) => made + entry * weight[n * 6 + d], 0);
        sum += (values[b * 6 + d] - made) ** 2 / 2;
      }
      return sum;
    }, 0) / code.length;
  weight.forEach((value, i) => {
    weight[i] = value + h;
    const above = loss();
    weight[i] = value - h;
    const below = loss();
    weight[i] = value;
    const expected = (above - below) / (2 * h);
    assertAlmostEquals(gradients["encoder.2.weight"].values[i], expected, 1e-5);
  });
});

Deno.test("one seed gives one step", () => {
  assertEquals(step(1), step(1));
});

Deno.test("the mirror is the dictionary alone, whatever predicts the codes", () => {
  const { decoder } = describeModel({
    encoder: [
      { type: "conv2d", filters: 2, size: 3, stride: 2 },
      { type: "activation", function: "relu" },
      { type: "flatten" },
      { type: "center", of: "mean" },
      { type: "dense", units: 5 },
      inference,
    ],
    likelihood: { type: "gaussian", variance: 1 },
  }, [4, 6, 1]);
  assertEquals(decoder, [
    { type: "dictionary", units: 24, tiedTo: "encoder.5" },
    { type: "reshape", shape: [4, 6, 1] },
  ]);
});

Deno.test("the dictionary has an atom for each entry of the code, of the model's input, of norm 1", () => {
  const name = "sparse codes that are predicted, and inferred in training";
  assertEquals(planAutoencoder(smallModels[name]).params["encoder.3.weight"], {
    shape: [7, 6],
    initializer: "unit-rows",
    trainable: true,
    constraint: "unit-rows",
  });
});

const refused: readonly [string, Partial<AutoencoderSpec>, string][] = [
  [
    "without the penalty that trains the encoder",
    { penalties: [] },
    'without the penalty "prediction": the reconstruction does not teach all that it should',
  ],
  [
    "with a decoder of its own",
    { decoder: [{ type: "dense", units: 6 }] },
    'the decoder be a "dictionary" tied to it',
  ],
  [
    "with a dictionary of its own",
    { decoder: [{ type: "dictionary", units: 6 }] },
    'the decoder be a "dictionary" tied to it',
  ],
  [
    "with more in the decoder than its dictionary",
    { decoder: [...spec.decoder, { type: "activation", function: "tanh" }] },
    'with at most a "reshape" behind',
  ],
  [
    "before the end of the encoder",
    { encoder: [...spec.encoder, { type: "dropout", rate: 0.5 }] },
    'the encoder must end in a "sparse_inference" layer',
  ],
  [
    "with images for codes",
    { inputShape: [2, 3, 1], encoder: [inference] },
    'Layer encoder.0: Cannot apply "sparse_inference" to shape [2, 3, 1]: expected one axis',
  ],
];
for (const [name, change, message] of refused) {
  Deno.test(`inference is refused in one sentence ${name}`, () => {
    assertThrows(() => planAutoencoder({ ...spec, ...change }), RangeError, message);
  });
}
