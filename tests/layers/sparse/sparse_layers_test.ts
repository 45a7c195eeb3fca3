import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import type { SparseCode } from "../../../src/kernels/mod.ts";
import { layerOf, type LayerSpec, layerSpec, type Value } from "../../../src/layers/mod.ts";
import { describeModel, planAutoencoder } from "../../../src/model/mod.ts";
import "../../start_backend.ts";
import { applyLayer } from "../apply_layer.ts";

const rows = (tensor: tf.Tensor) => tensor.arraySync() as number[][];

Deno.test("top_k keeps the k largest of each row, the first of equal ones", () => {
  const x = tf.tensor2d([[3, -1, 3, 2], [-5, -4, -3, -2]]);
  assertEquals(rows(applyLayer({ type: "top_k", k: 2 }, x)), [[3, 0, 3, 0], [0, 0, -3, -2]]);
  assertEquals(rows(applyLayer({ type: "top_k", k: 1 }, x)), [[3, 0, 0, 0], [0, 0, 0, -2]]);
  assertEquals(rows(applyLayer({ type: "top_k", k: 4 }, x)), rows(x));
  assertEquals(rows(applyLayer({ type: "top_k", k: 2, rectified: true }, x))[1], [0, 0, 0, 0]);
});

Deno.test("top_k of images keeps the k largest channels of each place, and k is within the channels", () => {
  const x = tf.tensor4d([3, -1, 2, -5, -4, -3], [1, 1, 2, 3]);
  const kept = (rectified: boolean) => [
    ...(applyLayer({ type: "top_k", k: 1, rectified }, x) as tf.Tensor).dataSync(),
  ];
  assertEquals(kept(false), [3, 0, 0, 0, 0, -3]);
  assertEquals(kept(true), [3, 0, 0, 0, 0, 0]);
  assertThrows(
    () => layerOf({ type: "top_k", k: 4 }).outputShape({ type: "top_k", k: 4 }, [1, 2, 3]),
    RangeError,
    'Cannot apply "top_k" to shape [1, 2, 3]: k is 4, but a code has 3 entries to keep',
  );
});

Deno.test("in training k falls from startK over the first half, and α k are kept outside it", () => {
  const spec: LayerSpec = { type: "top_k", k: 2, startK: 6, alpha: 1.5 };
  const x = tf.tensor2d([[1, 2, 3, 4, 5, 6, 7, 8]]);
  const kept = (progress?: number) =>
    rows(applyLayer(spec, x, progress === undefined ? {} : { rng: createRng, progress }))[0]
      .filter((value) => value !== 0).length;
  assertEquals([0, 0.125, 0.25, 0.5, 1].map(kept), [6, 5, 4, 2, 2]);
  assertEquals(kept(), 3);
});

Deno.test("a k over the size of the code, and a code that is no vector, are refused in one sentence", () => {
  const shapeOf = (spec: LayerSpec, input: number[]) => () =>
    layerOf(spec).outputShape(spec, input);
  assertThrows(
    shapeOf({ type: "top_k", k: 9 }, [8]),
    RangeError,
    'Cannot apply "top_k" to shape [8]: k is 9, but a code has 8 entries to keep, use 8 or fewer',
  );
  assertThrows(
    shapeOf({ type: "dense_top_k", units: 16, k: 4, startK: 17 }, [8]),
    RangeError,
    "startK is 17, but a code has 16 entries",
  );
  const latents: LayerSpec = { type: "dense_top_k", units: 9, k: 2 };
  assertThrows(shapeOf(latents, [2, 2, 3]), RangeError, 'add a "flatten" layer before it');
});

const encoder: LayerSpec = { type: "dense_top_k", units: 5, k: 2, auxiliaryK: 2, deadAfter: 10 };
const params = {
  weight: tf.tensor2d([[1, 0], [0, 1], [-1, 0], [0, -1], [1, 1]]),
  bias: tf.tensor1d([0, 0, 0, 0.5, -1.5]),
  idle: tf.tensor1d([0, 4, 11, 11, 11]),
};

Deno.test("dense_top_k is relu of the k largest of x Wᵀ + b", () => {
  const x = tf.tensor2d([[2, 1], [-3, 0.25]]);
  // Pre-activations: [2, 1, -2, -0.5, 1.5] and [-3, 0.25, 3, 0.25, -4.25].
  assertEquals(rows(applyLayer(encoder, x, { params })), [[2, 0, 0, 0, 1.5], [0, 0.25, 3, 0, 0]]);
});

Deno.test("dense_top_k counts for how many examples each latent has been silent, and gives the dead ones' code", () => {
  const given: Record<string, Value> = {};
  let idle: number[] = [];
  applyLayer(encoder, tf.tensor2d([[2, 1], [2, -1]]), {
    params,
    given,
    rng: createRng,
    update: (_name, value) => idle = [...value.dataSync()],
  });
  // It keeps latents 0 and 4 of the first, 0 and 3 of the second; counts stop one past dead.
  assertEquals(idle, [0, 6, 11, 0, 0]);
  const { indices, values } = given.auxiliary as SparseCode;
  // Of 2, 3 and 4, all dead until this step, the two largest.
  assertEquals(indices.arraySync(), [[4, 3], [3, 4]]);
  assertEquals(values.arraySync(), [[1.5, 0], [1.5, 0]]);
});

Deno.test("dense_top_k tells dead latents after the longest silence that it counts, and refuses a longer one", () => {
  const longest = 2 ** 24 - 2;
  let idle: number[] = [];
  const given: Record<string, Value> = {};
  const silent = { ...params, idle: tf.tensor1d([0, 0, longest - 1, 0, longest + 1]) };
  applyLayer({ ...encoder, deadAfter: longest } as LayerSpec, tf.tensor2d([[2, 1], [2, -1]]), {
    params: silent,
    given,
    rng: createRng,
    update: (_name, value) => idle = [...value.dataSync()],
  });
  assertEquals(idle, [0, 2, longest + 1, 0, 0]);
  assertEquals("auxiliary" in given, true);
  const parse = (deadAfter: number) => layerSpec.safeParse({ ...encoder, deadAfter }).success;
  assertEquals([parse(longest), parse(longest + 1), parse(2 ** 24)], [true, false, false]);
});

Deno.test("with batch, the B·k largest of the batch are kept, and a running threshold outside training", () => {
  const spec: LayerSpec = { type: "dense_top_k", units: 5, k: 1, batch: true };
  const x = tf.tensor2d([[2, 1], [0.125, 0]]);
  const state = { ...params, threshold: tf.tensor1d([0.2]) };
  const updated: Record<string, number[]> = {};
  const code = applyLayer(spec, x, {
    params: state,
    rng: createRng,
    update: (name, value) => updated[name] = [...value.dataSync()],
  });
  // Two of both rows together: the first row's 2 and 1.5.
  assertEquals(rows(code), [[2, 0, 0, 0, 1.5], [0, 0, 0, 0, 0]]);
  assertAlmostEquals(updated.threshold[0], 0.99 * 0.2 + 0.01 * 1.5, 1e-6);
  const first = { ...params, threshold: tf.tensor1d([0]) };
  const update = (name: string, value: tf.Tensor) => updated[name] = [...value.dataSync()];
  applyLayer(spec, x, { params: first, rng: createRng, update });
  assertEquals(updated.threshold, [1.5]);
  assertEquals(rows(applyLayer(spec, x, { params: state })), [
    [2, 1, 0, 0, 1.5],
    [0, 0, 0, 0.5, 0],
  ]);
});

Deno.test("the mirror of dense_top_k is a dictionary whose atoms start as the encoder's vectors", () => {
  const spec = describeModel({
    encoder: [{ type: "flatten" }, { type: "dense_top_k", units: 9, k: 2 }],
    loss: "mean-squared-error",
  }, [2, 3, 1]);
  assertEquals(spec.decoder, [
    { type: "dictionary", units: 6, startsAs: "encoder.1" },
    { type: "reshape", shape: [2, 3, 1] },
  ]);
  const { params } = planAutoencoder(spec);
  assertEquals(params["decoder.0.weight"], {
    shape: [9, 6],
    initializer: { copyOf: "encoder.1.weight" },
    trainable: true,
    constraint: "unit-rows",
  });
});
