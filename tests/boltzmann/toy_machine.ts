import type { NdArray } from "../../src/core/nd_array.ts";
import { sizeOf } from "../../src/core/shape.ts";
import type { DenseExamples } from "../../src/data/mod.ts";
import { fitMachine, type FitMachineInput, type MachineParams } from "../../src/boltzmann/mod.ts";
import { createRng } from "../../src/core/rng.ts";
import type { TrainingEvent } from "../../src/training/mod.ts";
import { values } from "../kernels/load_routines.ts";
import { softplusSum } from "../kernels/plain/boltzmann/softplus_sum.ts";

/** An array of values in [−scale, scale) that depend on the seed alone. */
export function array(shape: number[], seed: number, scale = 1): NdArray {
  return { shape, values: values(sizeOf(shape), seed).map((value) => scale * value) };
}

/** A Bernoulli machine of so many units. */
export function toySpec(visible: number, hidden: number) {
  return {
    visible: { units: "bernoulli", size: visible },
    hidden: { units: "bernoulli", size: hidden },
  } as const;
}

/** Parameters of a machine that is far from independent units. */
export function toyParams(visible: number, hidden: number, scale = 1): MachineParams {
  return {
    weight: array([visible, hidden], 1, scale),
    visibleBias: array([visible], 2),
    hiddenBias: array([hidden], 3),
  };
}

/** Binary examples with a structure: each is one of four patterns, some values of it flipped. */
export function patterns(count: number, size: number, seed = 0): DenseExamples {
  const rng = createRng(seed), values = new Float32Array(count * size);
  for (let i = 0; i < values.length; i++) {
    const kind = Math.floor(i / size) % 4, isOn = (i % size) % 4 === kind;
    values[i] = (rng.uniform() < 0.1) !== isOn ? 1 : 0;
  }
  return { shape: [size], count, values };
}

/** All events of a training, its end apart. */
export async function train(input: FitMachineInput) {
  const events: TrainingEvent[] = [], losses: number[] = [];
  for await (const event of fitMachine(input)) {
    events.push(event);
    if (event.type === "step") losses.push(event.loss);
  }
  const end = events.at(-1)!;
  if (end.type !== "end") throw new Error("A training ended without its end");
  return { events, losses, end, history: end.history };
}

/** All states [2ⁿ, n] of so many binary units. */
export function allStates(units: number): number[][] {
  return Array.from(
    { length: 2 ** units },
    (_, state) => Array.from({ length: units }, (_, i) => state >> i & 1),
  );
}

/** vᵀ W h + bᵀ v + cᵀ h in double precision: −E. */
export function agreement(
  params: MachineParams,
  v: readonly number[],
  h: readonly number[],
): number {
  const { weight, visibleBias, hiddenBias } = params;
  let sum = 0;
  v.forEach((x, i) => {
    sum += x * visibleBias.values[i];
    h.forEach((y, j) => sum += x * y * weight.values[i * h.length + j]);
  });
  h.forEach((y, j) => sum += y * hiddenBias.values[j]);
  return sum;
}

/** −F(v) in double precision by the closed form. */
export function logWeight(params: MachineParams, v: readonly number[]): number {
  const { weight, visibleBias, hiddenBias } = params, hidden = hiddenBias.values.length;
  const inputs = Array.from(
    hiddenBias.values,
    (c, j) => v.reduce((sum, x, i) => sum + x * weight.values[i * hidden + j], c),
  );
  return v.reduce((sum, x, i) => sum + x * visibleBias.values[i], 0) + softplusSum(inputs);
}
