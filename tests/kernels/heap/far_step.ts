/**
 * A program: a step of training whose tensors lie past 2 GiB of the heap, beside one whose tensors do not. It
 * grows the heap, which other tests in one process have to share.
 */
import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createRng } from "../../../src/core/rng.ts";
import { adamStep } from "../../../src/kernels/mod.ts";
import { allocate, pointer } from "../../../src/kernels/heap/heap.ts";
import { initParams, planAutoencoder } from "../../../src/model/mod.ts";
import { gradients, toArrays, toTensors } from "../../../src/training/mod.ts";
import "../../start_backend.ts";

const rng = createRng(6);

const plan = planAutoencoder({
  inputShape: [12, 12, 3],
  encoder: [
    { type: "conv2d", filters: 8, size: 3, padding: "valid" },
    { type: "top_k", k: 3 },
    { type: "max_pool", size: 2, switches: true },
    { type: "flatten" },
    { type: "dense", units: 16 },
    { type: "activation", function: "sigmoid" },
  ],
  decoder: [
    { type: "dense", units: 200 },
    { type: "activation", function: "silu" },
    { type: "reshape", shape: [5, 5, 8] },
    { type: "max_unpool", pool: "encoder.2", size: 2 },
    { type: "conv2d_transpose", filters: 3, size: 3, padding: "valid" },
  ],
  reconstructionLoss: "mean-squared-error",
});

const init = initParams(plan, {
  rng: createRng(1),
  measure: () => ({ shape: [432], values: new Float32Array(432) }),
});

const batch = Float32Array.from({ length: 10 * 432 }, () => rng.uniform());

/** A step of the model from fresh tensors: its gradients, and a parameter that Adam has moved. */
function step() {
  const params = toTensors(init), x = tf.tensor(batch, [10, 12, 12, 3]);
  const offset = pointer(x);
  const { gradients: found } = gradients(plan, x, { params, rng: createRng(2) });
  const path = "encoder.4.weight", param = params[path];
  const moments = { firstMoment: tf.zerosLike(param), secondMoment: tf.zerosLike(param) };
  const options = {
    ...{ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    learningRate: 0.01,
  };
  adamStep({ param, gradient: found[path], ...moments }, { ...options, step: 1, gradientScale: 1 });
  const values = { ...toArrays(found), moved: toArrays({ param }).param };
  tf.dispose([params, x, found, moments]);
  return { offset, values };
}

/** A tensor of values that are not written, so that it takes no memory of the machine. */
function unwritten(size: number): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(allocate([size]));
}

const near = step();
const fillers = [unwritten(2 ** 29 + 2 ** 20)];
// What is free below them is filled up, from large gaps to small ones.
for (let size = 2 ** 22; size >= 1; size /= 2) {
  do fillers.push(unwritten(size)); while (pointer(fillers.at(-1)!) < 2 ** 31);
}
const far = step();
assertEquals(far.values, near.values);
console.log(JSON.stringify({ near: near.offset, far: far.offset }));
