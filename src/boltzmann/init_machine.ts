import { ndArray, zeros } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import type { Examples } from "../data/mod.ts";
import { dataBias } from "./data_bias.ts";
import type { MachineParams, MachineSpec } from "./spec.ts";

/**
 * Fresh parameters: weights of mean 0 and a small deviation, 0.01 unless given, hidden biases 0, and
 * visible biases that alone give the means of the data.
 *
 * @example
 * ```ts
 * import { createRng, initMachine, strokes } from "isthmus";
 *
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const train = strokes(10, createRng(0));
 * assertEquals(initMachine(spec, { train, rng: createRng(1) }).weight.shape, [784, 5]);
 * ```
 */
export function initMachine(
  spec: MachineSpec,
  { train, rng, deviation = 0.01 }: { train: Examples; rng: Rng; deviation?: number },
): MachineParams {
  const shape = [spec.visible.size, spec.hidden.size];
  const values = Float32Array.from({ length: shape[0] * shape[1] }, () => deviation * rng.normal());
  return {
    weight: ndArray(shape, values),
    visibleBias: dataBias(spec, train),
    hiddenBias: zeros([spec.hidden.size]),
  };
}
