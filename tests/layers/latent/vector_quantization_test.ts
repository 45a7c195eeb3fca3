import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import { layerOf, type LayerSpec, type Value } from "../../../src/layers/mod.ts";
import { describeModel, initParams, planAutoencoder } from "../../../src/model/mod.ts";
import "../../start_backend.ts";
import { cut, nearestPlain } from "../../training/plain_quantization.ts";
import { applyLayer } from "../apply_layer.ts";

const rows = (tensor: tf.Tensor) => tensor.arraySync() as number[][];

/** Numbers from a normal distribution, shape […]. */
function normal(shape: number[], seed: number): tf.Tensor {
  const rng = createRng(seed);
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(Float32Array.from({ length: size }, () => rng.normal()), shape);
}

const quantization = (more: object = {}): LayerSpec => ({
  type: "vector_quantization",
  entries: 13,
  ...more,
});

Deno.test("vector_quantization gives the entries that a plain search finds, to the bit", () => {
  const cases: [shape: number[], size: number | undefined][] = [
    [[9, 5], undefined],
    [[4, 3, 3, 5], undefined],
    [[7, 10], 5],
    [[2, 2, 3, 10], 5],
    [[0, 3, 3, 5], undefined],
  ];
  for (const [shape, size] of cases) {
    const x = normal(shape, 1), codebook = normal([13, 5], 2);
    const found = applyLayer(quantization({ size }), x, { params: { codebook } });
    assertEquals(found.shape, shape);
    const expected = cut([...x.dataSync()], 5).flatMap((vector) =>
      rows(codebook)[nearestPlain(vector, rows(codebook))]
    );
    assertEquals([...found.dataSync()], expected);
  }
});

Deno.test("of entries that are equally near, the first one stands for a vector", () => {
  const codebook = tf.tensor2d([[5, 5], [1, 0], [-1, 0], [0, 1]]);
  const found = applyLayer(quantization({ entries: 4 }), tf.tensor2d([[0, 0], [-2, 2], [2, 2]]), {
    params: { codebook },
  });
  assertEquals(rows(found), [[1, 0], [-1, 0], [1, 0]]);
});

Deno.test("the gradient of the output goes straight to the input, and none to the codebook", () => {
  const codebook = normal([13, 5], 2), x = normal([6, 5], 1), dy = normal([6, 5], 3);
  const spec = quantization({ learning: "gradient" });
  const { grads, value } = tf.valueAndGrads((x, codebook) =>
    // What the codebook stands in besides keeps it in the sum, with a gradient of 1.
    tf.add(
      tf.sum(tf.mul(applyLayer(spec, x, { params: { codebook } }), dy)),
      tf.sum(codebook),
    )
  )([x, codebook]);
  value.dispose();
  assertEquals(rows(grads[0]), rows(dy));
  assertEquals(grads[1].dataSync(), new Float32Array(13 * 5).fill(1));
});

Deno.test("what it gives its penalty is the input, and the entries with a gradient to the codebook", () => {
  const codebook = normal([13, 5], 2), x = normal([6, 5], 1);
  const quantized = (codebook: tf.Tensor) => {
    const given: Record<string, Value> = {};
    const y = applyLayer(quantization(), x, { params: { codebook }, given });
    assertEquals(rows(given.input as tf.Tensor), rows(x));
    assertEquals(rows(given.quantized as tf.Tensor), rows(y));
    return given.quantized as tf.Tensor;
  };
  const counts = Array(13).fill(0);
  for (const row of rows(x)) counts[nearestPlain(row, rows(codebook))]++;
  const gradient = tf.grad((codebook) => tf.sum(quantized(codebook)))(codebook);
  assertEquals(rows(gradient), counts.map((count) => Array(5).fill(count)));
});

Deno.test("in training it keeps running averages of its use, and outside it changes nothing", () => {
  const params = {
    codebook: tf.tensor2d([[0, 0], [4, 4], [9, 9]]),
    count: tf.tensor1d([2, 1, 1]),
    sum: tf.tensor2d([[0, 0], [4, 4], [9, 9]]),
  };
  const updated: Record<string, number[]> = {};
  const update = (name: string, value: tf.Tensor) => updated[name] = [...value.dataSync()];
  const spec = quantization({ entries: 3, decay: 0.5, restart: 0 });
  const x = tf.tensor2d([[1, 0], [0, 1], [4, 6]]);
  applyLayer(spec, x, { params, update });
  assertEquals(updated, {});
  applyLayer(spec, x, { params, update, rng: createRng });
  assertEquals(updated, {
    count: [2, 1, 0.5],
    sum: [0.5, 0.5, 4, 5, 4.5, 4.5],
    codebook: [0.25, 0.25, 4, 5, 9, 9],
  });
});

Deno.test("one that learns by gradients moves only the entries that start anew, by how far they go", () => {
  const params = {
    codebook: tf.tensor2d([[0, 0], [4, 4], [9, 9]]),
    count: tf.tensor1d([2, 1, 0.001]),
  };
  const updated: Record<string, number[]> = {};
  const update = (name: string, value: tf.Tensor) => updated[name] = [...value.dataSync()];
  applyLayer(
    quantization({ entries: 3, learning: "gradient" }),
    tf.tensor2d([[1, 2], [1, 2], [1, 2]]),
    { params, update, rng: createRng },
  );
  assertEquals(updated.codebook, [0, 0, 0, 0, -8, -7]);
  // An even share of three vectors is one.
  assertEquals(updated.count[2], 1);
});

Deno.test("entries start uniform in ±1 / N, those of another seed elsewhere", () => {
  const plan = planAutoencoder(describeModel({
    encoder: [{ type: "vector_quantization", entries: 50 }],
    decoder: [{ type: "dense", units: 40 }],
    loss: "mean-squared-error",
  }, [40]));
  const start = (seed: number) => initParams(plan, { rng: createRng(seed) });
  const { values } = start(1)["encoder.0.codebook"];
  const largest = Math.max(...values), least = Math.min(...values);
  assert(largest <= 0.02 && largest > 0.0195 && least >= -0.02 && least < -0.0195);
  const squares = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
  assertAlmostEquals(squares, 0.02 ** 2 / 3, 5e-6);
  assert(values[0] !== start(2)["encoder.0.codebook"].values[0]);
});

Deno.test("a size that does not divide the last axis, and fewer entries than two, are refused in one sentence", () => {
  const spec = quantization({ size: 4 });
  assertThrows(
    () => layerOf(spec).outputShape(spec, [7, 7, 10]),
    RangeError,
    'Cannot apply "vector_quantization" to shape [7, 7, 10]: its last axis of 10 is no multiple of the 4 values of an entry, use a size that divides 10',
  );
  assertThrows(
    () =>
      describeModel({
        encoder: [{ type: "vector_quantization", entries: 1 }],
        loss: "mean-squared-error",
      }, [4]),
    TypeError,
    "Cannot use these model options: encoder.0.entries: ",
  );
});

Deno.test("nothing undoes a quantisation: the mirror of an encoder goes on without it", () => {
  const relu: LayerSpec = { type: "activation", function: "relu" };
  const { decoder } = describeModel({
    encoder: [
      { type: "dense", units: 8 },
      relu,
      quantization({ size: 2 }),
      { type: "dense", units: 4 },
      quantization(),
    ],
    loss: "mean-squared-error",
  }, [6]);
  assertEquals(decoder, [{ type: "dense", units: 8 }, relu, { type: "dense", units: 6 }]);
});

Deno.test("a codebook that learns by gradients needs its penalty, and a place in the encoder", () => {
  const layer = quantization({ learning: "gradient" });
  const dense: LayerSpec = { type: "dense", units: 4 };
  const message = ', a "vector_quantization", without the penalty "vector_quantization": the ' +
    "reconstruction does not teach all that it should, so it must be in the encoder of a model with " +
    "that penalty";
  assertThrows(
    () =>
      planAutoencoder(describeModel({
        encoder: [dense, layer],
        decoder: [dense],
        loss: "mean-squared-error",
      }, [4])),
    RangeError,
    "Cannot train encoder.1" + message,
  );
  assertThrows(
    () =>
      planAutoencoder(describeModel({
        encoder: [dense, quantization()],
        decoder: [dense, layer],
        loss: "mean-squared-error",
        penalties: [{ type: "vector_quantization" }],
      }, [4])),
    RangeError,
    "Cannot train decoder.1" + message,
  );
});
