import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { type AutoencoderSpec, planAutoencoder } from "../../src/model/mod.ts";
import type { PenaltySpec } from "../../src/penalties/mod.ts";
import { gradients, toArrays, toTensors } from "../../src/training/mod.ts";
import { randomInputs, withParams } from "../training/small_models.ts";
import { plainContractive } from "./plain_contractive.ts";
import "../start_backend.ts";

const BATCH = 4;
const rng = createRng(3).fork("step");

type Contractive = Extract<PenaltySpec, { type: "contractive" }>;

const dense = (units: number): LayerSpec => ({ type: "dense", units });
const activation = (name: "linear" | "relu" | "sigmoid" | "tanh"): LayerSpec => ({
  type: "activation",
  function: name,
});

const encoders = {
  "one dense sigmoid layer": { inputShape: [6], encoder: [dense(4), activation("sigmoid")] },
  "one dense tanh layer behind a centre": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "center" }, { type: "flatten" }, dense(4), activation("tanh")],
  },
  "one dense relu layer": { inputShape: [6], encoder: [dense(9), activation("relu")] },
  "one linear layer": { inputShape: [6], encoder: [dense(3)] },
  "a deep tanh encoder": {
    inputShape: [6],
    encoder: [dense(7), activation("tanh"), dense(5), activation("tanh"), dense(3)],
  },
  "an encoder of convolution and pooling": {
    inputShape: [4, 6, 1],
    encoder: [
      { type: "conv2d", filters: 2, size: 3 },
      activation("tanh"),
      { type: "max_pool" },
      { type: "conv2d", filters: 1, size: [1, 2], stride: 2 },
      activation("sigmoid"),
    ],
  },
} as const satisfies Record<string, { inputShape: readonly number[]; encoder: LayerSpec[] }>;

function specOf(
  { inputShape, encoder }: { inputShape: readonly number[]; encoder: readonly LayerSpec[] },
  penalty?: Partial<Contractive>,
): AutoencoderSpec {
  return {
    inputShape: [...inputShape],
    encoder: [...encoder],
    decoder: [
      { type: "flatten" },
      dense(sizeOf(inputShape)),
      { type: "reshape", shape: [...inputShape] },
    ],
    reconstructionLoss: "mean-squared-error",
    ...(penalty && {
      penalties: [{ type: "contractive", coefficient: 1, method: "auto", samples: 1, ...penalty }],
    }),
  };
}

/** The penalty and its gradients alone: what a loss with it has over the same without. */
function penaltyOf(
  layers: Parameters<typeof specOf>[0],
  penalty: Partial<Contractive>,
  stream = rng,
) {
  const run = (spec: AutoencoderSpec) => {
    const { plan, params } = withParams(spec), batch = randomInputs(spec, BATCH);
    const tensors = toTensors(params), x = tf.tensor(batch.values, [...batch.shape]);
    const before = tf.memory().numTensors;
    const result = gradients(plan, x, { params: tensors, rng: stream });
    assertEquals(tf.memory().numTensors - before, Object.keys(result.gradients).length);
    const arrays = toArrays(result.gradients);
    tf.dispose([tensors, x, result.gradients]);
    return { plan, params, batch, loss: result.loss, gradients: arrays };
  };
  const without = run(specOf(layers)), full = run(specOf(layers, penalty));
  const slopes = Object.entries(full.gradients).map(([path, { values }]) => [
    path,
    values.map((value, i) => value - without.gradients[path].values[i]),
  ]);
  return {
    ...full,
    value: full.loss - without.loss,
    slopes: Object.fromEntries(slopes) as Record<string, Float32Array>,
  };
}

const forms: Record<string, Partial<Contractive>> = {
  exact: { method: "exact" },
  "what auto chooses": {},
  "an estimate with its noise frozen": { method: "estimate" },
  "an estimate of three samples with its noise frozen": { method: "estimate", samples: 3 },
};

for (const [name, layers] of Object.entries(encoders)) {
  for (const [form, penalty] of Object.entries(forms)) {
    Deno.test(`the penalty and its gradients are those of central differences: ${form}, ${name}`, () => {
      const { plan, params, batch, value, slopes } = penaltyOf(layers, penalty);
      const plain = Object.fromEntries(
        Object.entries(params).map(([path, { values }]) => [path, Float64Array.from(values)]),
      );
      const size = sizeOf(layers.inputShape);
      const rows = Array.from(
        { length: BATCH },
        (_, b) => Array.from(batch.values.subarray(b * size, (b + 1) * size)),
      );
      const samples = penalty.method === "estimate" ? penalty.samples ?? 1 : undefined;
      const expected = () =>
        plainContractive(plan, rows, {
          params: plain,
          rng,
          path: "penalties.0",
          samples,
        });
      const scale = Math.max(1, expected());
      assertAlmostEquals(value, expected(), 2e-6 * scale);
      let largest = 0;
      for (const [path, found] of Object.entries(slopes)) {
        found.forEach((slope, i) => {
          const own = plain[path][i], h = 1e-4;
          plain[path][i] = own + h;
          const above = expected();
          plain[path][i] = own - h;
          const below = expected();
          plain[path][i] = own;
          assertAlmostEquals(slope, (above - below) / (2 * h), 1e-5 * scale, `${path}[${i}]`);
          largest = Math.max(largest, Math.abs(slope));
        });
      }
      assert(largest > 0.01, "the gradient must not be nothing");
    });
  }
}

Deno.test("the mean of many estimates is the exact norm, which is the closed form", () => {
  const layers = encoders["one dense sigmoid layer"];
  const closed = penaltyOf(layers, {}).value;
  assertAlmostEquals(penaltyOf(layers, { method: "exact" }).value, closed, 1e-6);
  const many = penaltyOf(layers, { method: "estimate", samples: 20_000 }).value;
  assertAlmostEquals(many, closed, 0.01 * closed);
  const one = penaltyOf(layers, { method: "estimate" }).value;
  assert(Math.abs(one - closed) > 1e-3 * closed, "one sample is an estimate");
});

Deno.test("one seed gives one estimate, another seed another", () => {
  const layers = encoders["a deep tanh encoder"], penalty = { method: "estimate" } as const;
  assertEquals(penaltyOf(layers, penalty).loss, penaltyOf(layers, penalty).loss);
  assert(
    penaltyOf(layers, penalty).loss !== penaltyOf(layers, penalty, createRng(4).fork("step")).loss,
  );
});

Deno.test("auto is exact for codes of up to 4 entries, an estimate for larger ones", () => {
  const layers = (units: number) => ({
    inputShape: [6],
    encoder: [dense(5), activation("tanh"), dense(units)],
  });
  for (const [units, method] of [[4, "exact"], [5, "estimate"]] as const) {
    assertEquals(penaltyOf(layers(units), {}).loss, penaltyOf(layers(units), { method }).loss);
  }
});

Deno.test("an encoder of one layer counts as such behind noise, and not with another activation", () => {
  const noise: LayerSpec = { type: "corruption", noise: { type: "masking", rate: 0.5 } };
  const sigmoid = [noise, dense(30), activation("sigmoid")];
  const softplus: LayerSpec[] = [dense(30), { type: "activation", function: "softplus" }];
  const values = (encoder: LayerSpec[]) =>
    (["auto", "exact", "estimate"] as const).map((method) =>
      penaltyOf({ inputShape: [6], encoder }, { method }).value
    );
  const [auto, exact, estimate] = values(sigmoid);
  assertAlmostEquals(auto, exact, 1e-5 * exact);
  assert(Math.abs(auto - estimate) > 1e-4 * exact);
  const [ofSoftplus, , estimateOfSoftplus] = values(softplus);
  assertEquals(ofSoftplus, estimateOfSoftplus);
});

Deno.test("encoders whose examples have no Jacobian of their own are refused", () => {
  const plan = (encoder: LayerSpec[]) => planAutoencoder(specOf({ inputShape: [6], encoder }, {}));
  assertThrows(
    () => plan([dense(3), { type: "batch_normalization" }]),
    RangeError,
    'Cannot penalise the Jacobian of an encoder with "batch_normalization" (encoder.1): while training it ties the examples of a batch together, leave that layer out',
  );
  assertThrows(
    () => plan([{ type: "dense_top_k", units: 9, k: 2, batch: true }]),
    RangeError,
    'Cannot penalise the Jacobian of an encoder with "dense_top_k" (encoder.0): while training it ties the examples of a batch together',
  );
  assertThrows(
    () => plan([dense(4), { type: "dictionary", units: 5 }]),
    RangeError,
    'Cannot penalise the Jacobian of an encoder with "dictionary" (encoder.1): no Jacobian is known of it',
  );
  plan([{ type: "dense_top_k", units: 9, k: 2 }]);
});
