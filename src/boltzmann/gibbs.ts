import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import { runChain } from "./chain.ts";
import { drawsOf } from "./draws.ts";
import { arrayOf, onBackend, visibleSide } from "./on_backend.ts";
import type { MachineParams, MachineSpecInput } from "./spec.ts";
import { hiddenInput, sampleUnits } from "./units.ts";

/** The course of chains. */
export interface GibbsOptions {
  /** The visible units [B, V] that chains start at. */
  readonly start: NdArray;
  /** The times that all hidden and all visible units are drawn. */
  readonly steps: number;
  /** The stream that chain i draws from as `rng.fork(i)`. */
  readonly rng: Rng;
  /** Leaves label units as `start` has them, so that samples are of these classes. */
  readonly keepsLabels?: boolean;
}

/** The place that chains came to: visible units as drawn, and the means that they were drawn with. */
export interface GibbsSample {
  /** [B, V]; another call goes on from here. */
  readonly states: NdArray;
  /** [B, V]; what pictures show. */
  readonly means: NdArray;
}

/**
 * Samples of a machine: `steps` times all hidden units given the visible ones, then all visible units given
 * the hidden ones, from `start` [B, V] on; texts keep their number of words. Chain i draws from
 * `rng.fork(i)`.
 *
 * Throws a RangeError for a start of another size, for steps that are no whole number from 1 up, and for
 * labels to keep where there are none.
 *
 * @example
 * ```ts
 * import { createRng, gibbs, initMachine, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(10, createRng(0));
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const start = { shape: [2, 784], values: new Float32Array(2 * 784) };
 * const params = initMachine(spec, { train, rng: createRng(1) });
 * const { states } = gibbs(params, spec, { start, steps: 10, rng: createRng(2) });
 * assert(states.values.every((value) => value === 0 || value === 1));
 * ```
 */
export function gibbs(
  params: MachineParams,
  spec: MachineSpecInput,
  { start, steps, rng, keepsLabels = false }: GibbsOptions,
): GibbsSample {
  if (!Number.isSafeInteger(steps) || steps < 1) {
    throw new RangeError(`Cannot take ${steps} Gibbs steps: expected a whole number from 1 up`);
  }
  return onBackend(params, spec, (machine) => {
    const draws = drawsOf(rng, start.shape[0]), { visible, hidden } = machine.spec;
    const { size, classes } = visible, side = visibleSide(start, visible), { totals } = side;
    if (keepsLabels && classes === undefined) {
      throw new RangeError('Cannot keep labels: the machine has none, expected "classes"');
    }
    const labels = keepsLabels && classes !== undefined
      ? tf.slice(side.values, [0, size - classes])
      : undefined;
    const from = hiddenInput(machine.params, side);
    const { states } = sampleUnits(hidden.units, from, draws);
    const options = { steps, drawsVisible: true, drawsLast: false, draws, totals };
    const end = runChain(machine, states, { ...options, ...(labels && { labels }) });
    return { states: arrayOf(end.visible.values), means: arrayOf(end.visibleMeans) };
  });
}
