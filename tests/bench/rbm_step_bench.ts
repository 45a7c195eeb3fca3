import * as tf from "@tensorflow/tfjs";
import { machineOptions } from "../../src/boltzmann/mod.ts";
import { machineStep } from "../../src/boltzmann/machine_step.ts";
import { createRng } from "../../src/core/rng.ts";
import { multiplyStates, sampleSigmoid, softplusSums } from "../../src/kernels/mod.ts";
import { compare, type Comparison } from "./compare.ts";
import type { KernelSets } from "./kernel_sets.ts";
import { measureMemory, type TrainingMemory } from "./measure_memory.ts";
import { timeTorch, type TorchComparison } from "./torch_peer.ts";

const V = 784, H = 500, BATCH = 100;
/** The share of visible units that are on, that of drawn MNIST digits, and of hidden ones, as trained on them. */
const DENSITY = 0.13, HIDDEN_DENSITY = 0.2;
/** A learning rate that leaves these as they are. */
const RATE = 1e-6;
const SCRIPT = "scripts/reference/rbm_step_torch.py";

/**
 * A step of contrastive divergence, CD-1 of 784-500 in batches of 100, beside PyTorch and beside the same
 * on stock kernels; its visible side is drawn, or made of means as in Hinton's programs. Then the kernels
 * for binary units.
 */
export function* rbmStepBench(
  { withStock }: KernelSets,
): Iterable<Comparison | TrainingMemory | TorchComparison> {
  const size = `${V}-${H}, batch ${BATCH}`;
  for (const reconstruct of ["draws", "means"] as const) {
    const name = `CD-1 step, ${reconstruct}`, ours = ourStep(reconstruct);
    if (reconstruct === "draws") yield measureMemory(name, ours);
    const stock = plainStep(reconstruct);
    const comparison = compare({ name, size, ours, stock: () => withStock(stock), slow: true });
    yield comparison;
    const { oursMilliseconds } = comparison;
    yield { name, oursMilliseconds, torch: timeTorch(SCRIPT, [reconstruct]) };
  }
  yield* kernelBench();
}

function* kernelBench(): Iterable<Comparison> {
  const weight = tf.randomNormal<tf.Rank.R2>([V, H]), x = tf.randomNormal<tf.Rank.R2>([BATCH, H]);
  const rows = Array.from({ length: BATCH }, (_, row) => createRng(1).fork(row));
  const streams = (row: number) => rows[row];
  for (const density of [DENSITY, 0.5]) {
    const states = bits([BATCH, V], density);
    yield compare({
      name: "multiplyStates, beside our dense product",
      size: `${BATCH} × ${V} × ${H}, ${density} on`,
      ours: () => multiplyStates(states, weight).dispose(),
      stock: () => tf.matMul(states, weight).dispose(),
    });
  }
  const size = `${BATCH} × ${H}`;
  yield compare({
    name: "sampleSigmoid",
    size,
    ours: () => tf.dispose({ ...sampleSigmoid(x, { streams }) }),
    stock: () => tf.dispose(stockSample(x)),
  });
  yield compare({
    name: "softplusSums",
    size,
    ours: () => void softplusSums(x),
    stock: () => void tf.tidy(() => tf.sum(tf.softplus(x), 1).dataSync()),
  });
  tf.dispose([weight, x]);
}

function ourStep(reconstruct: "draws" | "means"): () => void {
  const [weight, visibleBias, hiddenBias] = freshParams();
  const params = { weight, visibleBias, hiddenBias } as Parameters<
    typeof machineStep
  >[0]["machine"]["params"];
  const unit = (size: number) => ({ units: "bernoulli", size }) as const;
  const machine = { params, spec: { visible: unit(V), hidden: unit(H) } };
  const options = machineOptions.parse({ epochs: 1, reconstruct });
  const values = Float32Array.from(bits([BATCH, V], DENSITY).dataSync());
  const train = { shape: [V], count: BATCH, values };
  const state = Object.fromEntries(
    Object.entries(params).map(([name, param]) => [`velocity/${name}`, tf.zerosLike(param)]),
  );
  const indices = Uint32Array.from({ length: BATCH }, (_, i) => i), rng = createRng(1);
  let step = 0;
  return () => {
    const objects = {
      machine,
      options,
      train,
      indices,
      isBinary: true,
      state,
      rng: rng.fork(step++),
    };
    machineStep(objects, { epoch: 9, learningRate: RATE });
  };
}

/** The same of tensors alone. */
function plainStep(reconstruct: "draws" | "means"): () => void {
  const params = freshParams().map((param) => tf.variable(param));
  const velocities = params.map((param) => tf.variable(tf.zerosLike(param)));
  const v0 = bits([BATCH, V], DENSITY);
  return () =>
    tf.tidy(() => {
      const [weight, b, c] = params;
      const up = (v: tf.Tensor) => tf.add(tf.matMul(v, weight), c);
      const h0 = stockSample(up(v0));
      const below = stockSample(tf.add(tf.matMul(h0.states, weight, false, true), b));
      const v1 = reconstruct === "draws" ? below.states : below.means;
      const h1 = tf.sigmoid(up(v1));
      const gradients = [
        tf.sub(tf.matMul(v0, h0.means, true), tf.matMul(v1, h1, true)),
        tf.sum(tf.sub(v0, v1), 0),
        tf.sum(tf.sub(h0.means, h1), 0),
      ];
      tf.mean(tf.square(tf.sub(below.means, v0))).dataSync();
      gradients.forEach((gradient, i) => {
        velocities[i].assign(tf.add(tf.mul(velocities[i], 0.9), tf.div(gradient, BATCH)));
        const kept = i === 0 ? tf.mul(params[i], 1 - RATE * 0.002) : params[i];
        params[i].assign(tf.add(kept, tf.mul(velocities[i], RATE)));
      });
    });
}

function stockSample(x: tf.Tensor): { means: tf.Tensor; states: tf.Tensor } {
  const means = tf.sigmoid(x);
  return { means, states: tf.cast(tf.less(tf.randomUniform(x.shape), means), "float32") };
}

function freshParams(): tf.Tensor[] {
  const bias = (density: number) => Math.log(density / (1 - density));
  return [
    tf.randomNormal([V, H], 0, 0.01),
    tf.fill([V], bias(DENSITY)),
    tf.fill([H], bias(HIDDEN_DENSITY)),
  ];
}

function bits(shape: [number, number], density: number): tf.Tensor2D {
  return tf.tidy(() => tf.cast(tf.less(tf.randomUniform(shape), density), "float32"));
}
