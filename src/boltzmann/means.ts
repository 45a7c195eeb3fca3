import type { NdArray } from "../core/nd_array.ts";
import { arrayOf, onBackend, sideOf, visibleSide } from "./on_backend.ts";
import type { MachineParams, MachineSpecInput } from "./spec.ts";
import { hiddenInput, meansOf, visibleInput, visibleMeansOf } from "./units.ts";

/**
 * The means of the hidden units [B, H] of examples [B, V], the encoder of a machine: σ(v W + c), or max(0, x)
 * of rectified and x of Gaussian units. Throws a RangeError for examples of another size.
 *
 * @example
 * ```ts
 * import { createRng, hiddenMeans, initMachine, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(10, createRng(0));
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const x = { shape: [1, 784], values: new Float32Array(784) };
 * const params = initMachine(spec, { train, rng: createRng(1) });
 * assertEquals(hiddenMeans(params, spec, x).values, new Float32Array(5).fill(0.5));
 * ```
 */
export function hiddenMeans(params: MachineParams, spec: MachineSpecInput, x: NdArray): NdArray {
  return onBackend(params, spec, (machine) => {
    const { visible, hidden } = machine.spec;
    return arrayOf(meansOf(hidden.units, hiddenInput(machine.params, visibleSide(x, visible))));
  });
}

/**
 * The means of the visible units [B, V] of hidden values [B, H], the decoder of a machine: σ(h Wᵀ + b), or
 * h Wᵀ + b of Gaussian units; of label units their softmax, and of counts the chance of each word. Throws a RangeError for values of another size.
 *
 * @example
 * ```ts
 * import { createRng, initMachine, readKernels, startBackend, strokes, visibleMeans } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(10, createRng(0));
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const code = { shape: [1, 5], values: new Float32Array(5) };
 * const params = initMachine(spec, { train, rng: createRng(1) });
 * // Without hidden units that are on, the mean example as the biases hold it.
 * assert(visibleMeans(params, spec, code).values.every((p) => p > 0 && p < 1));
 * ```
 */
export function visibleMeans(params: MachineParams, spec: MachineSpecInput, h: NdArray): NdArray {
  return onBackend(params, spec, (machine) => {
    const { visible, hidden } = machine.spec;
    return arrayOf(visibleMeansOf(visible, visibleInput(machine.params, sideOf(h, hidden.size))));
  });
}
