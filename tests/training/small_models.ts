import type { NdArray } from "../../src/core/nd_array.ts";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { ACTIVATION_NAMES, type ActivationName, type LayerSpec } from "../../src/layers/mod.ts";
import { reconstructionLossOf } from "../../src/losses/mod.ts";
import {
  type AutoencoderSpec,
  initParams,
  type Plan,
  planAutoencoder,
} from "../../src/model/mod.ts";

const activation = (name: ActivationName): LayerSpec => ({ type: "activation", function: name });

const dense = (units: number, more: { bias?: boolean; tiedTo?: string } = {}): LayerSpec => ({
  type: "dense",
  units,
  ...more,
});

const conv = (
  filters: number,
  more: Omit<Extract<LayerSpec, { type: "conv2d" }>, "type" | "filters" | "size"> = {},
): LayerSpec => ({ type: "conv2d", filters, size: 3, ...more });

/** A small model of each kind of layer, each activation and each loss, by what it shows. */
export const smallModels: Readonly<Record<string, AutoencoderSpec>> = {
  ...Object.fromEntries(
    ACTIVATION_NAMES.map((name): [string, AutoencoderSpec] => [`the activation ${name}`, {
      inputShape: [6],
      encoder: [dense(5), activation(name), dense(3)],
      decoder: [dense(5), activation(name), dense(6)],
      reconstructionLoss: "mean-squared-error",
    }]),
  ),
  "a leaky_relu with a slope of its own": {
    inputShape: [6],
    encoder: [dense(5), { type: "activation", function: "leaky_relu", slope: 0.3 }],
    decoder: [dense(6)],
    reconstructionLoss: "mean-squared-error",
  },
  "images, flattened and shaped anew": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "flatten" }, dense(4), activation("tanh")],
    decoder: [dense(6), { type: "reshape", shape: [2, 3, 1] }, activation("sigmoid")],
    reconstructionLoss: "binary-cross-entropy",
  },
  "tied weights": {
    inputShape: [6],
    encoder: [dense(4), activation("sigmoid"), dense(2)],
    decoder: [
      dense(4, { tiedTo: "encoder.2" }),
      activation("sigmoid"),
      dense(6, { tiedTo: "encoder.0" }),
    ],
    reconstructionLoss: "mean-squared-error",
  },
  "dense layers without bias": {
    inputShape: [6],
    encoder: [dense(3, { bias: false })],
    decoder: [dense(6, { bias: false, tiedTo: "encoder.0" })],
    reconstructionLoss: "mean-squared-error",
  },
  "a centred input": {
    inputShape: [6],
    encoder: [{ type: "center" }, dense(3)],
    decoder: [dense(6), { type: "center", tiedTo: "encoder.0" }],
    reconstructionLoss: "mean-squared-error",
  },
  "a centred image": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "center" }, { type: "flatten" }, dense(3)],
    decoder: [
      dense(6),
      { type: "reshape", shape: [2, 3, 1] },
      { type: "center", tiedTo: "encoder.0" },
    ],
    reconstructionLoss: "mean-squared-error",
  },
  "an input of norm 1": {
    inputShape: [6],
    encoder: [{ type: "unit_normalization" }, dense(3)],
    decoder: [dense(6)],
    reconstructionLoss: "mean-squared-error",
  },
  "an image of norm 1": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "unit_normalization" }, { type: "flatten" }, dense(3)],
    decoder: [dense(6), { type: "reshape", shape: [2, 3, 1] }],
    reconstructionLoss: "mean-squared-error",
  },
  "batch normalisation": {
    inputShape: [6],
    encoder: [dense(4), { type: "batch_normalization" }, activation("relu"), dense(3)],
    decoder: [
      dense(4),
      { type: "batch_normalization", epsilon: 0.01, momentum: 0.5 },
      activation("tanh"),
      dense(6),
    ],
    reconstructionLoss: "mean-squared-error",
  },
  dropout: {
    inputShape: [6],
    encoder: [
      { type: "dropout", rate: 0.2 },
      dense(8),
      activation("tanh"),
      { type: "dropout", rate: 0.5 },
      dense(3),
    ],
    decoder: [dense(8), activation("tanh"), { type: "dropout", rate: 0.5 }, dense(6)],
    reconstructionLoss: "mean-squared-error",
  },
  "noise on the input and inside the encoder": {
    inputShape: [6],
    encoder: [
      { type: "corruption", noise: { type: "salt_and_pepper", rate: 0.3 } },
      dense(8),
      activation("tanh"),
      { type: "corruption", noise: { type: "masking", rate: 0.4 } },
      dense(5),
      { type: "corruption", noise: { type: "gaussian", stddev: 0.5 } },
      activation("tanh"),
      dense(3),
    ],
    decoder: [dense(6)],
    reconstructionLoss: "mean-squared-error",
  },
  "stains on the input and inside the encoder": {
    inputShape: [6, 5, 1],
    encoder: [
      { type: "corruption", noise: { type: "stains", blotches: 1 } },
      conv(2),
      activation("sigmoid"),
      { type: "corruption", noise: { type: "stains", blur: 2, darkness: 0.5, noise: 0.01 } },
      conv(2),
    ],
    decoder: [conv(1), activation("sigmoid")],
    reconstructionLoss: "binary-cross-entropy",
  },
  "a variational code and a Bernoulli likelihood": {
    inputShape: [6],
    encoder: [dense(5), activation("tanh"), { type: "gaussian_latent", units: 3 }],
    decoder: [dense(5), activation("tanh"), dense(6), activation("sigmoid")],
    reconstructionLoss: { type: "bernoulli" },
    penalties: [{ type: "kl_gaussian", coefficient: 1 }],
  },
  "a mixed likelihood of groups, with a variance for each normal value": {
    inputShape: [7],
    encoder: [
      dense(5),
      {
        type: "activation_groups",
        groups: [{ function: "softmax", size: 2 }, { function: "leaky_relu", size: 3 }],
      },
      dense(3),
    ],
    decoder: [
      dense(7),
      {
        type: "activation_groups",
        groups: [
          { function: "linear", size: 1 },
          { function: "softmax", size: 3 },
          { function: "linear", size: 2 },
          { function: "sigmoid", size: 1 },
        ],
      },
    ],
    reconstructionLoss: {
      type: "mixed",
      variance: "learned-per-value",
      groups: [
        { type: "gaussian", size: 1 },
        { type: "categorical", size: 3 },
        { type: "gaussian", size: 2 },
        { type: "bernoulli", size: 1 },
      ],
    },
  },
  "a mixed likelihood of one group": {
    inputShape: [4],
    encoder: [dense(2)],
    decoder: [
      dense(4),
      { type: "activation_groups", groups: [{ function: "sigmoid", size: 4 }] },
    ],
    reconstructionLoss: {
      type: "mixed",
      variance: "learned",
      groups: [{ type: "bernoulli", size: 4 }],
    },
  },
  "a conditional variational code and a Gaussian likelihood": {
    inputShape: [6],
    encoder: [
      { type: "condition", classes: 3 },
      dense(5),
      activation("tanh"),
      { type: "gaussian_latent", units: 2 },
    ],
    decoder: [{ type: "condition", classes: 3 }, dense(6)],
    reconstructionLoss: { type: "gaussian", variance: 2 },
    penalties: [{ type: "kl_gaussian", coefficient: 0.7 }],
  },
  "a Gaussian likelihood of learned variance": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "flatten" }, dense(3)],
    decoder: [dense(6), { type: "reshape", shape: [2, 3, 1] }],
    reconstructionLoss: { type: "gaussian", variance: "learned" },
  },
  "a Gaussian likelihood with a learned variance for each value": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "flatten" }, dense(3)],
    decoder: [dense(6), { type: "reshape", shape: [2, 3, 1] }],
    reconstructionLoss: { type: "gaussian", variance: "learned-per-value" },
  },
  "a categorical likelihood": {
    inputShape: [6],
    encoder: [dense(4), activation("relu")],
    decoder: [dense(6), activation("softmax")],
    reconstructionLoss: { type: "categorical" },
  },
  "a sparse code by three penalties": {
    inputShape: [6],
    encoder: [dense(5), activation("sigmoid")],
    decoder: [dense(6)],
    reconstructionLoss: "mean-squared-error",
    penalties: [
      { type: "code_l1", coefficient: 0.02 },
      { type: "kl_sparsity", coefficient: 0.3, sparsityTarget: 0.2 },
      { type: "weight_decay", coefficient: 0.01 },
    ],
  },
  "a sparse code by its running mean activation": {
    inputShape: [6],
    encoder: [dense(5), activation("sigmoid")],
    decoder: [dense(6)],
    reconstructionLoss: "mean-squared-error",
    penalties: [{ type: "kl_sparsity", coefficient: 0.3, sparsityTarget: 0.05, momentum: 0.6 }],
  },
  "an image code gathered round zero": {
    inputShape: [4, 4, 1],
    encoder: [conv(2, { stride: 2 })],
    decoder: [{ type: "up_sampling", size: 2 }, conv(1)],
    reconstructionLoss: "mean-squared-error",
    penalties: [{ type: "code_l2", coefficient: 0.1 }],
  },
  "codes as a whole like draws of a Gaussian": {
    inputShape: [6],
    encoder: [dense(4), activation("tanh"), dense(2)],
    decoder: [dense(6)],
    reconstructionLoss: "mean-squared-error",
    penalties: [{ type: "mmd", coefficient: 0.5 }],
  },
  "a contractive encoder of one layer": {
    inputShape: [6],
    encoder: [dense(4), activation("sigmoid")],
    decoder: [dense(6, { tiedTo: "encoder.0" }), activation("sigmoid")],
    reconstructionLoss: "binary-cross-entropy",
    penalties: [{ type: "contractive", coefficient: 0.1, method: "auto", samples: 1 }],
  },
  "a contractive encoder of images, its norm estimated": {
    inputShape: [4, 6, 1],
    encoder: [
      conv(2),
      activation("tanh"),
      { type: "max_pool" },
      { type: "flatten" },
      { type: "dropout", rate: 0.3 },
      dense(5),
      activation("softplus"),
    ],
    decoder: [dense(24), { type: "reshape", shape: [4, 6, 1] }],
    reconstructionLoss: "mean-squared-error",
    penalties: [
      { type: "contractive", coefficient: 0.1, method: "estimate", samples: 2 },
      { type: "code_l2", coefficient: 0.1 },
    ],
  },
  "a k-sparse code and tied weights": {
    inputShape: [6],
    encoder: [dense(7), { type: "top_k", k: 3 }],
    decoder: [dense(6, { tiedTo: "encoder.0" })],
    reconstructionLoss: "mean-squared-error",
  },
  "a rectified k-sparse code, made dense for an activation": {
    inputShape: [6],
    encoder: [dense(7), { type: "top_k", k: 4, rectified: true }],
    decoder: [activation("tanh"), dense(6), activation("sigmoid")],
    reconstructionLoss: "binary-cross-entropy",
  },
  "the largest channels of each place, pooled with switches": {
    inputShape: [4, 6, 1],
    encoder: [
      conv(5),
      { type: "top_k", k: 2, rectified: true },
      { type: "max_pool", switches: true },
      { type: "flatten" },
    ],
    decoder: [
      { type: "reshape", shape: [2, 3, 5] },
      { type: "max_unpool", pool: "encoder.2", size: 2 },
      { type: "conv2d_transpose", filters: 1, size: 3, tiedTo: "encoder.0" },
    ],
    reconstructionLoss: "mean-squared-error",
  },
  "a top-k dictionary with a pre-bias": {
    inputShape: [2, 3, 1],
    encoder: [
      { type: "center", of: "geometric-median", trainable: true },
      { type: "flatten" },
      { type: "dense_top_k", units: 9, k: 4 },
    ],
    decoder: [
      { type: "dictionary", units: 6, startsAs: "encoder.2" },
      { type: "reshape", shape: [2, 3, 1] },
      { type: "center", tiedTo: "encoder.0" },
    ],
    reconstructionLoss: "mean-squared-error",
    penalties: [{ type: "auxiliary_k", coefficient: 1 / 32 }],
  },
  "sparse codes that are predicted, and inferred in training": {
    inputShape: [2, 3, 1],
    encoder: [
      { type: "flatten" },
      dense(7),
      activation("tanh"),
      // Enough for the least energy: only there the loss has the slope of a constant code.
      { type: "sparse_inference", sparsity: 0.1, predictionCoefficient: 0.5, iterations: 200 },
    ],
    decoder: [
      { type: "dictionary", units: 6, tiedTo: "encoder.3" },
      { type: "reshape", shape: [2, 3, 1] },
    ],
    reconstructionLoss: { type: "gaussian", variance: 1 },
    penalties: [
      { type: "code_l1", coefficient: 0.1 },
      { type: "prediction", coefficient: 0.5 },
    ],
  },
  "sparse codes without negative entries, predicted and inferred": {
    inputShape: [6],
    encoder: [
      dense(5),
      activation("softplus"),
      {
        type: "sparse_inference",
        sparsity: 0.2,
        iterations: 300,
        method: "ista",
        rectified: true,
      },
    ],
    decoder: [{ type: "dictionary", units: 6, tiedTo: "encoder.2" }],
    reconstructionLoss: { type: "gaussian", variance: 1 },
    penalties: [
      { type: "code_l1", coefficient: 0.2 },
      { type: "prediction", coefficient: 1 },
    ],
  },
  "dilated convolutions": {
    inputShape: [7, 5, 2],
    encoder: [conv(2, { dilation: 2, bias: false }), activation("tanh")],
    decoder: [conv(2, { dilation: [2, 1] }), activation("tanh")],
    reconstructionLoss: "mean-squared-error",
  },
  "strided convolutions and their tied mirrors": {
    inputShape: [7, 5, 2],
    encoder: [
      conv(3, { stride: 2 }),
      activation("tanh"),
      { type: "conv2d", filters: 2, size: [3, 2], padding: "valid", bias: false },
    ],
    decoder: [
      {
        type: "conv2d_transpose",
        filters: 3,
        size: [3, 2],
        padding: "valid",
        bias: false,
        tiedTo: "encoder.2",
      },
      activation("tanh"),
      {
        type: "conv2d_transpose",
        filters: 2,
        size: 3,
        stride: 2,
        outputSize: [7, 5],
        tiedTo: "encoder.0",
      },
    ],
    reconstructionLoss: "mean-squared-error",
  },
  "pooling and unpooling by switches": {
    inputShape: [4, 6, 1],
    encoder: [conv(2), activation("tanh"), { type: "max_pool", switches: true }, conv(1)],
    decoder: [
      conv(2),
      { type: "max_unpool", pool: "encoder.2", size: 2 },
      { type: "conv2d_transpose", filters: 1, size: 2, stride: 1 },
      activation("sigmoid"),
    ],
    reconstructionLoss: "binary-cross-entropy",
  },
  "switches of windows that overlap": {
    inputShape: [7, 5, 2],
    encoder: [
      conv(2, { stride: [1, 2] }),
      { type: "max_pool", size: 3, stride: 2, padding: "same", switches: true },
      { type: "flatten" },
      dense(3),
    ],
    decoder: [
      dense(16),
      { type: "reshape", shape: [4, 2, 2] },
      {
        type: "max_unpool",
        pool: "encoder.1",
        size: 3,
        stride: 2,
        padding: "same",
        outputSize: [7, 3],
      },
      activation("tanh"),
      { type: "conv2d_transpose", filters: 2, size: 3, stride: [1, 2], outputSize: [7, 5] },
      activation("tanh"),
    ],
    reconstructionLoss: "mean-squared-error",
  },
  "channels normalised, pooled and repeated": {
    inputShape: [5, 5, 1],
    encoder: [
      conv(2),
      { type: "batch_normalization" },
      activation("elu"),
      { type: "max_pool", padding: "same" },
      conv(1, { bias: false }),
    ],
    decoder: [
      { type: "up_sampling", size: 2, outputSize: [5, 5] },
      conv(2),
      { type: "batch_normalization" },
      conv(1),
      activation("sigmoid"),
    ],
    reconstructionLoss: "binary-cross-entropy",
  },
  "global averages and maxima": {
    inputShape: [3, 4, 2],
    encoder: [conv(3), { type: "global_pool", function: "average" }],
    decoder: [
      { type: "up_sampling", size: [3, 4] },
      conv(3),
      { type: "global_pool", function: "max" },
      activation("tanh"),
      { type: "conv2d_transpose", filters: 2, size: [3, 4], padding: "valid" },
    ],
    reconstructionLoss: "mean-squared-error",
  },
  "images quantised by averages": {
    inputShape: [4, 4, 1],
    encoder: [
      conv(4, { stride: 2 }),
      activation("tanh"),
      { type: "vector_quantization", entries: 5 },
    ],
    decoder: [
      { type: "conv2d_transpose", filters: 1, size: 3, stride: 2 },
      activation("sigmoid"),
    ],
    reconstructionLoss: "binary-cross-entropy",
    penalties: [{ type: "vector_quantization", coefficient: 0.25 }],
  },
  "vectors cut in two and quantised by gradients": {
    inputShape: [6],
    encoder: [dense(4), {
      type: "vector_quantization",
      entries: 7,
      size: 2,
      learning: "gradient",
    }, dense(3)],
    decoder: [dense(6)],
    reconstructionLoss: "mean-squared-error",
    penalties: [{ type: "vector_quantization", coefficient: 0.5 }],
  },
  "distributions under categorical cross-entropy": {
    inputShape: [6],
    encoder: [dense(4), activation("relu")],
    decoder: [dense(6), activation("softmax")],
    reconstructionLoss: "categorical-cross-entropy",
  },
};

/** Small classifiers, by what they show. */
export const smallClassifiers: Readonly<Record<string, AutoencoderSpec>> = {
  "a linear head on a dense code": {
    inputShape: [6],
    encoder: [dense(5), activation("tanh"), dense(3)],
    decoder: [dense(4), activation("softmax")],
    reconstructionLoss: "categorical-cross-entropy",
    target: { classes: 4 },
  },
  "a head of two layers with dropout, on images and noise": {
    inputShape: [4, 4, 1],
    encoder: [
      { type: "corruption", noise: { type: "masking", rate: 0.3 } },
      conv(2, { stride: 2 }),
      activation("tanh"),
    ],
    decoder: [
      { type: "flatten" },
      dense(6),
      activation("sigmoid"),
      { type: "dropout", rate: 0.4 },
      dense(3),
      activation("softmax"),
    ],
    reconstructionLoss: "categorical-cross-entropy",
    penalties: [{ type: "weight_decay", coefficient: 0.01 }],
    target: { classes: 3 },
  },
  "a linear head on sparse codes": {
    inputShape: [6],
    encoder: [dense(7), { type: "top_k", k: 3 }],
    decoder: [dense(3), activation("softmax")],
    reconstructionLoss: "categorical-cross-entropy",
    target: { classes: 3 },
  },
  "a linear head on drawn codes": {
    inputShape: [6],
    encoder: [dense(5), activation("tanh"), { type: "gaussian_latent", units: 3 }],
    decoder: [dense(2), activation("softmax")],
    reconstructionLoss: "categorical-cross-entropy",
    target: { classes: 2 },
  },
};

/** The plan of a spec and parameters none of which is a round number, so that each one counts. */
export function withParams(
  spec: AutoencoderSpec,
): { plan: Plan; params: Record<string, NdArray> } {
  const plan = planAutoencoder(spec);
  const rng = createRng(7);
  const zeros = { shape: spec.inputShape, values: new Float32Array(sizeOf(spec.inputShape)) };
  const params = initParams(plan, { rng, measure: () => zeros });
  for (const [path, { values }] of Object.entries(params)) {
    const draws = rng.fork("more").fork(path);
    for (let i = 0; i < values.length; i++) values[i] += 0.1 + 0.3 * draws.uniform();
  }
  return { plan, params };
}

/** The classes of examples [count, classes] of a model that depends on them: 0, 1, 2 … and again. */
export function smallLabels({ classes }: Plan, count: number): number[][] | undefined {
  if (classes === undefined) return undefined;
  return Array.from(
    { length: count },
    (_, i) => Array.from({ length: classes }, (_, c) => Number(i % classes === c)),
  );
}

/** Random examples [count, …inputShape] in (0, 1), each a distribution where the loss asks for it. */
export function randomInputs(
  { inputShape, reconstructionLoss, target }: AutoencoderSpec,
  count: number,
): NdArray {
  const rng = createRng(11);
  const size = sizeOf(inputShape);
  const values = new Float32Array(count * size).map(() => 0.05 + 0.9 * rng.uniform());
  if (!target && reconstructionLossOf(reconstructionLoss).examples === "distributions") {
    for (let from = 0; from < values.length; from += size) {
      const row = values.subarray(from, from + size);
      const sum = row.reduce((total, value) => total + value, 0);
      row.forEach((value, i) => row[i] = value / sum);
    }
  }
  return { shape: [count, ...inputShape], values };
}
