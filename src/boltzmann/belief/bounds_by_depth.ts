import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { inScope, softplusSums } from "../../kernels/mod.ts";
import { checkAnnealed } from "../check_bernoulli.ts";
import { type Draws, drawsOf } from "../draws.ts";
import { energiesOf, type Machine } from "../energies.ts";
import { visibleSide } from "../on_backend.ts";
import { hiddenInput, sampleUnits, type Side, visibleInput } from "../units.ts";
import type { TrainedMachine } from "./trained_machine.ts";
import { withMachines } from "./with_machines.ts";

/** The draws of a bound. */
export interface BoundOptions {
  /** The stream that example i draws from as `rng.fork(i)`. */
  readonly rng: Rng;
  /** The draws of all hidden units for each example: 10 unless given. */
  readonly samples?: number;
}

/** The examples that are on the backend at once. */
const AT_ONCE = 500;

/**
 * The bounds of `beliefBound` without their log Z, of the networks of the lowest machine, the lowest two,
 * … and all [L][B], by the same draws. Throws as `beliefBound` does.
 */
export function boundsByDepth(
  machines: readonly TrainedMachine[],
  x: NdArray,
  { rng, samples = 10 }: BoundOptions,
): Float64Array<ArrayBuffer>[] {
  const action = "bound the likelihood";
  if (!Number.isSafeInteger(samples) || samples < 1) {
    throw new RangeError(`Cannot ${action} by ${samples} draws: expected a whole number from 1 up`);
  }
  return withMachines(action, machines, (placed) => {
    const [{ spec }] = placed, { size } = spec.visible, [count] = x.shape;
    const bounds = placed.map(() => new Float64Array(count));
    for (let from = 0; from < count; from += AT_ONCE) {
      const rows = Math.min(AT_ONCE, count - from);
      inScope(() => {
        const values = x.values.subarray(from * size, (from + rows) * size);
        const side = visibleSide({ shape: [rows, ...x.shape.slice(1)], values }, spec.visible);
        checkAnnealed(action, spec, side);
        const draws = drawsOf(rng, rows, from);
        // The lowest machine has no draws below it.
        const all = placed.length === 1 ? 1 : samples;
        for (let taken = 0; taken < all; taken++) {
          inScope(() => termsOf(placed, side, draws)).forEach((terms, depth) =>
            terms.forEach((term, row) => bounds[depth][from + row] += term / all)
          );
        }
      });
    }
    return bounds;
  });
}

/** The terms of one draw of all hidden units, by depth. */
function termsOf(
  machines: readonly Machine[],
  examples: Side,
  draws: Draws,
): Float64Array<ArrayBuffer>[] {
  let below = examples, passed = new Float64Array(examples.values.shape[0]);
  return machines.map((machine, depth) => {
    const upward = hiddenInput(machine.params, below);
    const energies = energiesOf(machine, below, upward);
    const terms = passed.map((sum, row) => sum - energies[row]);
    if (depth === machines.length - 1) return terms;
    const { states } = sampleUnits("bernoulli", upward, draws);
    const input = visibleInput(machine.params, states);
    const generated = below.totals
      ? logChances(input, below.values)
      : logProbabilities(input, below.values);
    const inferred = logProbabilities(upward, states.values);
    passed = passed.map((sum, row) => sum + generated[row] - inferred[row]);
    below = states;
    return terms;
  });
}

/** Σ log σ(±x) [B] of binary units by their inputs x, with plus for those that are on. */
function logProbabilities(input: tf.Tensor2D, states: tf.Tensor2D): Float64Array<ArrayBuffer> {
  const turned = tf.mul(input, tf.sub(1, tf.mul(states, 2))) as tf.Tensor2D;
  return softplusSums(turned).map((sum) => -sum);
}

/** Σ v log softmax(x) [B] of counts of words by their inputs x. */
function logChances(input: tf.Tensor2D, counts: tf.Tensor2D): Float64Array<ArrayBuffer> {
  return Float64Array.from(tf.sum(tf.mul(counts, tf.logSoftmax(input)), 1).dataSync());
}
