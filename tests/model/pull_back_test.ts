import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { ACTIVATION_NAMES, layerOf, type LayerSpec, layerSpec } from "../../src/layers/mod.ts";
import {
  type AutoencoderSpec,
  encode,
  encoderJacobian,
  type Params,
  pullBack,
  toDense,
  type TracedLayer,
} from "../../src/model/mod.ts";
import { toTensors } from "../../src/training/mod.ts";
import { plainCode, type Rows } from "../training/plain_model.ts";
import { randomInputs, withParams } from "../training/small_models.ts";
import "../start_backend.ts";

const BATCH = 3, PRODUCTS = 2;
const rng = createRng(3).fork("step");
const training = { progress: 1, rng: (example: number) => rng.fork(example), update() {} };

const activation = (name: typeof ACTIVATION_NAMES[number]): LayerSpec => ({
  type: "activation",
  function: name,
});
const dense = (units: number): LayerSpec => ({ type: "dense", units });
const tanh = activation("tanh");

/** An encoder for each layer that has a Jacobian, behind and before others that are not linear. */
const encoders: Readonly<Record<string, { inputShape: number[]; encoder: LayerSpec[] }>> = {
  ...Object.fromEntries(ACTIVATION_NAMES.map((name) => [`the activation ${name}`, {
    inputShape: [5],
    encoder: [dense(6), activation(name), dense(4), activation(name)],
  }])),
  "leaky_relu with a slope of its own": {
    inputShape: [5],
    encoder: [dense(6), { type: "activation", function: "leaky_relu", slope: 0.3 }, dense(2)],
  },
  "activations of groups": {
    inputShape: [5],
    encoder: [
      dense(7),
      {
        type: "activation_groups",
        groups: [
          { function: "softmax", size: 3 },
          { function: "leaky_relu", size: 2 },
          { function: "tanh", size: 2 },
        ],
      },
      dense(2),
    ],
  },
  "center and flatten": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "center", trainable: true }, { type: "flatten" }, dense(4), tanh],
  },
  "examples of norm 1": {
    inputShape: [2, 3, 1],
    encoder: [{ type: "unit_normalization" }, { type: "flatten" }, dense(4), tanh],
  },
  "tied weights inside the encoder": {
    inputShape: [5],
    encoder: [dense(4), tanh, { type: "dense", units: 5, tiedTo: "encoder.0" }, tanh],
  },
  dropout: {
    inputShape: [5],
    encoder: [
      { type: "dropout", rate: 0.2 },
      dense(8),
      tanh,
      { type: "dropout", rate: 0.5 },
      dense(3),
    ],
  },
  "gaussian noise": {
    inputShape: [5],
    encoder: [
      { type: "corruption", noise: { type: "gaussian", stddev: 0.3 } },
      dense(4),
      { type: "corruption", noise: { type: "gaussian", stddev: 0.3 } },
      tanh,
    ],
  },
  "conv2d with stride": {
    inputShape: [5, 4, 2],
    encoder: [{ type: "conv2d", filters: 3, size: 3, stride: 2 }, tanh, {
      type: "conv2d",
      filters: 2,
      size: [2, 1],
      padding: "valid",
      bias: false,
    }],
  },
  "conv2d with dilation": {
    inputShape: [6, 5, 1],
    encoder: [
      { type: "conv2d", filters: 2, size: [2, 3], dilation: [2, 1] },
      tanh,
      { type: "conv2d", filters: 1, size: 2, dilation: 2, padding: "valid" },
    ],
  },
  conv2d_transpose: {
    inputShape: [3, 2, 2],
    encoder: [
      { type: "conv2d_transpose", filters: 2, size: 3, stride: 2, outputSize: [5, 4] },
      tanh,
      { type: "conv2d_transpose", filters: 1, size: 2, padding: "valid", bias: false },
    ],
  },
  "max_pool of windows that overlap": {
    inputShape: [5, 4, 2],
    encoder: [
      { type: "conv2d", filters: 2, size: 3 },
      tanh,
      { type: "max_pool", size: 3, stride: 2, padding: "same", switches: true },
      { type: "flatten" },
      dense(3),
    ],
  },
  up_sampling: {
    inputShape: [2, 3, 2],
    encoder: [
      { type: "conv2d", filters: 1, size: 2 },
      tanh,
      { type: "up_sampling", size: [2, 3], outputSize: [3, 8] },
      { type: "conv2d", filters: 1, size: 3 },
      tanh,
      { type: "up_sampling", size: 2 },
    ],
  },
  "global averages": {
    inputShape: [3, 4, 2],
    encoder: [{ type: "conv2d", filters: 3, size: 2 }, tanh, {
      type: "global_pool",
      function: "average",
    }],
  },
  "global maxima": {
    inputShape: [3, 4, 2],
    encoder: [{ type: "conv2d", filters: 3, size: 2 }, tanh, {
      type: "global_pool",
      function: "max",
    }],
  },
  reshape: {
    inputShape: [6],
    encoder: [dense(8), tanh, { type: "reshape", shape: [2, 2, 2] }, {
      type: "conv2d",
      filters: 1,
      size: 2,
    }],
  },
  top_k: {
    inputShape: [5],
    encoder: [dense(7), tanh, dense(6), { type: "top_k", k: 3 }],
  },
  "a rectified top_k": {
    inputShape: [5],
    encoder: [dense(7), { type: "top_k", k: 4, rectified: true }, dense(3), tanh],
  },
  dense_top_k: {
    inputShape: [5],
    encoder: [dense(4), tanh, { type: "dense_top_k", units: 9, k: 4 }],
  },
};

/** The encoder with parameters, a batch of inputs, and vectors on both of its sides. */
function example({ inputShape, encoder }: Pick<AutoencoderSpec, "inputShape" | "encoder">) {
  const spec: AutoencoderSpec = {
    inputShape,
    encoder,
    // Only the encoder is looked at.
    decoder: [{ type: "flatten" }, dense(sizeOf(inputShape)), {
      type: "reshape",
      shape: inputShape,
    }],
    reconstructionLoss: "mean-squared-error",
  };
  const { plan, params } = withParams(spec);
  const draws = createRng(5);
  const normal = (size: number) => Array.from({ length: size }, () => draws.normal());
  return {
    plan,
    params,
    x: randomInputs(spec, BATCH),
    /** [P, B, C] */
    cotangents: tf.tensor(normal(PRODUCTS * BATCH * sizeOf(plan.codeShape)), [
      PRODUCTS,
      BATCH,
      ...plan.codeShape,
    ]),
    /** [P, B, D] */
    tangents: tf.tensor(normal(PRODUCTS * BATCH * sizeOf(inputShape)), [
      PRODUCTS,
      BATCH,
      ...inputShape,
    ]),
  };
}

/** Random numbers of a shape. */
function weights(shape: [number, number] | [number], seed: number): tf.Tensor {
  const draws = createRng(seed);
  return tf.tensor(Array.from({ length: sizeOf(shape) }, () => draws.normal()), shape);
}

/** A batch as rows of numbers. */
function rows(values: ArrayLike<number>, count: number): number[][] {
  const all = Array.from(values), size = all.length / count;
  return Array.from({ length: count }, (_, b) => all.slice(b * size, (b + 1) * size));
}

for (const [name, layers] of Object.entries(encoders)) {
  Deno.test(`pullBack, and its gradients, are those of central differences in doubles for ${name}`, () => {
    const { plan, params, x, cotangents, tangents } = example(layers);
    const plain = Object.fromEntries(
      Object.entries(params).map(([path, { values }]) => [path, Float64Array.from(values)]),
    );
    const inputs = rows(x.values, BATCH);
    const [u, v] = [cotangents, tangents].map((t) => rows(t.dataSync(), PRODUCTS * BATCH));
    const along = (step: number, p: number): Rows =>
      plainCode(
        plan,
        inputs.map((row, b) => row.map((value, i) => value + step * v[p * BATCH + b][i])),
        { params: plain, rng },
      );
    /** Σ uᵀJv over all products and examples. */
    const expected = () => {
      let sum = 0;
      for (let p = 0; p < PRODUCTS; p++) {
        const h = 1e-4, above = along(h, p), below = along(-h, p);
        above.forEach((row, b) =>
          row.forEach((value, c) => sum += u[p * BATCH + b][c] * (value - below[b][c]) / (2 * h))
        );
      }
      return sum;
    };
    const tensors = toTensors(params);
    const paths = Object.keys(plan.params).filter((path) =>
      path.startsWith("encoder") && plan.params[path].trainable
    );
    const input = tf.tensor(x.values, [...x.shape]);
    const before = tf.memory().numTensors;
    const { value, grads } = tf.valueAndGrads((...trainable: tf.Tensor[]) => {
      const current: Params = { ...tensors };
      paths.forEach((path, i) => current[path] = trainable[i]);
      const trace: TracedLayer[] = [];
      const { code } = encode(plan, input, { params: current, training, trace });
      // tfjs wants a way from every parameter to the result, and the last bias has none to J.
      const nothing = tf.mul(tf.sum(toDense(code)), 0);
      return tf.add(tf.sum(tf.mul(pullBack(trace, cotangents), tangents)), nothing) as tf.Scalar;
    })(paths.map((path) => tensors[path]));
    assertEquals(tf.memory().numTensors, before + 1 + paths.length);
    const scale = Math.max(1, Math.abs(expected()));
    assertAlmostEquals(value.dataSync()[0], expected(), 2e-6 * scale);
    grads.forEach((gradient, i) => {
      const values = plain[paths[i]];
      gradient.dataSync().forEach((found, j) => {
        const h = 1e-4, own = values[j];
        values[j] = own + h;
        const above = expected();
        values[j] = own - h;
        const below = expected();
        values[j] = own;
        const slope = (above - below) / (2 * h);
        assertAlmostEquals(found, slope, 3e-5 * Math.max(1, Math.abs(slope)), `${paths[i]}[${j}]`);
      });
    });
    tf.dispose([tensors, input, cotangents, tangents, value, grads]);
  });
}

Deno.test("every layer with a pullback is among these, or below", () => {
  const known = layerSpec.options.map(({ shape }) => shape.type.value)
    .filter((type) => layerOf({ type } as LayerSpec).pullback);
  const seen: LayerSpec["type"][] = Object.values(encoders)
    .flatMap(({ encoder }) => encoder.map(({ type }) => type));
  seen.push("batch_normalization", "bernoulli_latent", "condition", "gaussian_latent");
  assertEquals(known, [...new Set(seen)].toSorted());
});

Deno.test("encoderJacobian gives the derivative of each entry of a code by each input", () => {
  const { plan, params, x } = example(encoders["conv2d with stride"]);
  const tensors = toTensors(params), input = tf.tensor(x.values, [...x.shape]);
  const before = tf.memory().numTensors;
  const jacobian = encoderJacobian(plan, input, { params: tensors });
  assertEquals(tf.memory().numTensors, before + 1);
  const [batch, code, size] = jacobian.shape;
  assertEquals([batch, code, size], [BATCH, sizeOf(plan.codeShape), 40]);
  const found = jacobian.dataSync(), inputs = rows(x.values, BATCH);
  const plain = Object.fromEntries(
    Object.entries(params).map(([path, { values }]) => [path, Float64Array.from(values)]),
  );
  for (let i = 0; i < size; i++) {
    const at = (step: number) =>
      plainCode(plan, inputs.map((row) => row.with(i, row[i] + step)), { params: plain, rng });
    const above = at(1e-5), below = at(-1e-5);
    for (let b = 0; b < batch; b++) {
      for (let c = 0; c < code; c++) {
        const slope = (above[b][c] - below[b][c]) / 2e-5;
        assertAlmostEquals(found[(b * code + c) * size + i], slope, 1e-6);
      }
    }
  }
  tf.dispose([tensors, input, jacobian]);
});

Deno.test("noise that hides an input does not hide how the encoder answers to it", () => {
  const { plan, params, x } = example({
    inputShape: [5],
    encoder: [{ type: "corruption", noise: { type: "masking", rate: 0.5 } }, dense(1)],
  });
  const tensors = toTensors(params), input = tf.tensor(x.values, [...x.shape]);
  const pulled = tf.tidy(() => {
    const trace: TracedLayer[] = [];
    encode(plan, input, { params: tensors, training, trace });
    return pullBack(trace, tf.ones([1, BATCH, 1])).dataSync();
  });
  const { values } = params["encoder.1.weight"];
  assertEquals(pulled, Float32Array.of(...values, ...values, ...values));
  tf.dispose([tensors, input]);
});

Deno.test("the Jacobian of a stochastic code is that of its mean, whatever is drawn", () => {
  const x = weights([BATCH, 5], 0), weight = weights([5, 3], 1);
  const variance = weights([5, 3], 2), bias = weights([3], 3);
  const latent = { units: 3 } as const;
  const cases: { encoder: LayerSpec[]; params: Params }[] = [
    { encoder: [dense(3)], params: { "encoder.0.weight": weight, "encoder.0.bias": bias } },
    {
      encoder: [{ type: "gaussian_latent", ...latent }],
      params: {
        "encoder.0.weight": tf.concat([weight, variance], 1),
        "encoder.0.bias": tf.concat([bias, bias]),
      },
    },
    {
      encoder: [dense(3), activation("sigmoid")],
      params: { "encoder.0.weight": weight, "encoder.0.bias": bias },
    },
    {
      encoder: [{ type: "bernoulli_latent", ...latent }],
      params: { "encoder.0.weight": weight, "encoder.0.bias": bias },
    },
  ];
  const [linear, gaussian, sigmoid, bernoulli] = cases.map(({ encoder, params }) => {
    const { plan } = example({ inputShape: [5], encoder });
    return tf.tidy(() => {
      const trace: TracedLayer[] = [];
      encode(plan, x, { params, training, trace });
      return pullBack(trace, tf.ones([1, BATCH, 3])).arraySync();
    });
  });
  assertEquals(gaussian, linear);
  assertEquals(bernoulli, sigmoid);
});

Deno.test("the Jacobian of an encoder that is told classes is that by its input alone", () => {
  const { plan, params, x } = example({
    inputShape: [5],
    encoder: [{ type: "condition", classes: 2 }, dense(3)],
  });
  const tensors = toTensors(params), input = tf.tensor(x.values, [...x.shape]);
  const labels = tf.tensor2d([[1, 0], [0, 1], [1, 0]]);
  const jacobian = encoderJacobian(plan, input, { params: tensors, labels });
  const weight = params["encoder.1.weight"].values;
  const expected = [0, 1, 2].map((c) => [0, 1, 2, 3, 4].map((d) => weight[d * 3 + c]));
  assertEquals(jacobian.arraySync(), [expected, expected, expected]);
  tf.dispose([tensors, input, labels, jacobian]);
});

Deno.test("outside training batch_normalization scales by its running statistics", () => {
  const encoder: LayerSpec[] = [dense(3), { type: "batch_normalization", epsilon: 0.01 }];
  const { plan, params, x } = example({ inputShape: [4], encoder });
  const tensors = toTensors(params), input = tf.tensor(x.values, [...x.shape]);
  const jacobian = encoderJacobian(plan, input, { params: tensors }).dataSync();
  const { "encoder.0.weight": weight, "encoder.1.scale": scale, "encoder.1.variance": variance } =
    params;
  for (let c = 0; c < 3; c++) {
    const factor = scale.values[c] / Math.sqrt(variance.values[c] + 0.01);
    for (let d = 0; d < 4; d++) {
      assertAlmostEquals(jacobian[c * 4 + d], weight.values[d * 3 + c] * factor, 1e-6);
    }
  }
  const trace: TracedLayer[] = [];
  tf.tidy(() => {
    encode(plan, input, { params: tensors, training, trace });
    assertThrows(
      () => pullBack(trace, tf.ones([1, BATCH, 3])),
      RangeError,
      'Cannot pull back by the Jacobian of an encoder with "batch_normalization" (encoder.1): while training it ties the examples of a batch together, leave that layer out',
    );
  });
  tf.dispose([tensors, input]);
});
