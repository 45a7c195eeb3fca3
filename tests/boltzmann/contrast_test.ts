import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { contrast } from "../../src/boltzmann/contrast.ts";
import { drawsOf } from "../../src/boltzmann/draws.ts";
import { statisticsOf } from "../../src/boltzmann/units.ts";
import type { MachineParams, MachineSpec } from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import { toTensors } from "../../src/training/mod.ts";
import { values } from "../kernels/load_routines.ts";
import { normal } from "../kernels/plain/random/normal.ts";
import { uniform } from "../kernels/plain/random/uniform.ts";
import { allStates, logWeight, toyParams, toySpec } from "./toy_machine.ts";
import "../start_backend.ts";

type Params = Parameters<typeof contrast>[0]["params"];

const rng = createRng(4), V = 9, H = 6, B = 5;
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const toMachine = (params: MachineParams, spec: MachineSpec) => ({
  params: toTensors(params) as unknown as Params,
  spec,
});

/** The statistics of one step of CD-1 of one example, in double precision and with the same draws. */
function plainStep(
  params: MachineParams,
  v0: number[],
  { row, spec, drawsVisible }: { row: number; spec: MachineSpec; drawsVisible: boolean },
) {
  const w = params.weight.values, b = params.visibleBias.values, c = params.hiddenBias.values;
  const { key } = rng.fork(row), half = Math.ceil(H / 4);
  const up = (v: number[]) => [...c].map((c, j) => v.reduce((s, x, i) => s + x * w[i * H + j], c));
  const down = (h: number[]) =>
    [...b].map((b, i) => h.reduce((s, y, j) => s + y * w[i * H + j], b));
  const linear = spec.hidden.units === "gaussian", grey = spec.visible.units === "gaussian";
  const h0 = up(v0).map((x) => linear ? x : sigmoid(x));
  const noise = [...normal({ key, first: 0, count: H })];
  const below = [...uniform({ key, first: 0, count: H })];
  const states = h0.map((h, j) => linear ? h + noise[j] : Number(below[j] < h));
  const means = down(states).map((x) => grey ? x : sigmoid(x));
  const part = { key, first: half, count: V };
  const drawn = grey
    ? means.map((mean, i) => mean + normal(part)[i])
    : means.map((mean, i) => Number(uniform(part)[i] < mean));
  const v1 = drawsVisible ? drawn : means, h1 = up(v1).map((x) => linear ? x : sigmoid(x));
  return { h0, h1, v1, means };
}

const kinds: readonly [MachineSpec["visible"]["units"], MachineSpec["hidden"]["units"]][] = [
  ["bernoulli", "bernoulli"],
  ["gaussian", "bernoulli"],
  ["bernoulli", "gaussian"],
];
for (const [visible, hidden] of kinds) {
  Deno.test(`statistics of CD-1 with ${visible} and ${hidden} units equal a plain twin's`, () => {
    const spec = { visible: { units: visible, size: V }, hidden: { units: hidden, size: H } };
    const params = toyParams(V, H, 0.5);
    const isBinary = visible === "bernoulli";
    const x = values(B * V, 6).map((value) => isBinary ? Number(value > 0) : value);
    for (const drawsVisible of [false, true]) {
      const draws = drawsOf(rng, B), machine = toMachine(params, spec);
      const side = { values: tf.tensor2d(x, [B, V]), isBinary };
      const { gradients, error } = contrast(machine, side, {
        steps: 1,
        drawsVisible,
        draws,
        chainDraws: draws,
      });
      const weight = new Float64Array(V * H), bias = new Float64Array(H), ofV = new Float64Array(V);
      let squares = 0;
      for (let row = 0; row < B; row++) {
        const v0 = [...x.subarray(row * V, (row + 1) * V)];
        const { h0, h1, v1, means } = plainStep(params, v0, { row, spec, drawsVisible });
        for (let i = 0; i < V; i++) {
          ofV[i] += v0[i] - v1[i];
          squares += (v0[i] - means[i]) ** 2;
          for (let j = 0; j < H; j++) weight[i * H + j] += v0[i] * h0[j] - v1[i] * h1[j];
        }
        for (let j = 0; j < H; j++) bias[j] += h0[j] - h1[j];
      }
      const close = (tensor: tf.Tensor, expected: Float64Array) =>
        tensor.dataSync().forEach((value, i) => assertAlmostEquals(value, expected[i], 2e-5));
      close(gradients.weight, weight);
      close(gradients.visibleBias, ofV);
      close(gradients.hiddenBias, bias);
      assertAlmostEquals(error, squares / B, 1e-4);
      assertEquals(gradients.weight.shape, [V, H]);
    }
  });
}

Deno.test("long chains give the exact gradient of the log-likelihood, on average", () => {
  const params = toyParams(4, 3, 1), spec = toySpec(4, 3), data = [1, 0, 1, 1], rows = 4000;
  const w = params.weight.values, c = params.hiddenBias.values;
  const h = (v: number[], j: number) => sigmoid(v.reduce((s, x, i) => s + x * w[i * 3 + j], c[j]));
  const states = allStates(4), weights = states.map((v) => Math.exp(logWeight(params, v)));
  const z = weights.reduce((a, b) => a + b);
  const side = {
    values: tf.tensor2d(Array.from({ length: rows }, () => data)),
    isBinary: true,
  };
  const draws = drawsOf(rng, rows);
  // Persistent chains that are more than the examples weigh as much as these.
  const chain = tf.zeros<tf.Rank.R2>([2 * rows, 3]), machine = toMachine(params, spec);
  const chainDraws = drawsOf(rng.fork("chain"), 2 * rows);
  const options = { steps: 25, drawsVisible: true, draws, chainDraws };
  for (
    const result of [
      contrast(machine, side, options),
      contrast(machine, side, { ...options, chain }),
    ]
  ) {
    const gradient = result.gradients.weight.dataSync();
    const biases = result.gradients.visibleBias.dataSync();
    for (let i = 0; i < 4; i++) {
      const ofModel = states.reduce((sum, v, s) => sum + weights[s] / z * v[i], 0);
      assertAlmostEquals(biases[i] / rows, data[i] - ofModel, 0.03);
      for (let j = 0; j < 3; j++) {
        const product = states.reduce((sum, v, s) => sum + weights[s] / z * v[i] * h(v, j), 0);
        assertAlmostEquals(gradient[i * 3 + j] / rows, data[i] * h(data, j) - product, 0.03);
      }
    }
  }
});

Deno.test("statistics of rectified units are what was drawn, max(0, x + N(0, σ(x)))", () => {
  const spec = { ...toySpec(V, H), hidden: { units: "rectified" as const, size: H } };
  const params = toyParams(V, H, 0.5), draws = drawsOf(rng, B);
  const side = {
    values: tf.tensor2d(values(B * V, 6).map((x) => Number(x > 0)), [B, V]),
    isBinary: true,
  };
  const { chain, activity } = contrast(toMachine(params, spec), side, {
    steps: 1,
    drawsVisible: false,
    draws,
    chainDraws: draws,
  });
  assert(chain.dataSync().every((value) => value >= 0) && activity.dataSync().some((a) => a > 0));
  const means = tf.tensor2d([[1]]), states = { values: tf.tensor2d([[2]]), isBinary: false };
  assertEquals(statisticsOf("rectified", { means, states }), states.values);
  assertEquals(statisticsOf("bernoulli", { means, states }), means);
});
