import * as tf from "@tensorflow/tfjs";
import { inScope, softplusSums } from "../../kernels/mod.ts";
import { checkAnnealed } from "../check_bernoulli.ts";
import { onBackend } from "../on_backend.ts";
import type { MachineParams, MachineSpecInput } from "../spec.ts";
import { hiddenInput, visibleInput } from "../units.ts";
import { checkLength } from "../words/check_length.ts";
import type { AnnealingOptions } from "./estimate_log_partition.ts";
import { logSumExp } from "./log_sum_exp.ts";

/** The most units whose states are listed, and the states that are summed at once. */
const MOST = 20, AT_ONCE = 4096;

/**
 * log Z of a Bernoulli machine with at most 20 units on one side, by the sum over all states of that side:
 * Σ_h exp(cᵀ h) Πᵢ (1 + exp(bᵢ + Wᵢ h)). Of counts of words, for texts of one length D, by that over all
 * hidden states, Σ_h exp(D cᵀ h) (Σᵢ exp(bᵢ + Wᵢ h))^D. Sums in 64 bits.
 *
 * Throws a RangeError for a larger machine and for other units.
 *
 * @example
 * ```ts
 * import { exactLogPartition, readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const zeros = (...shape: number[]) => ({ shape, values: new Float32Array(shape[0]) });
 * const params = { weight: zeros(2, 1), visibleBias: zeros(2), hiddenBias: zeros(1) };
 * const spec = { visible: { size: 2 }, hidden: { size: 1 } };
 * // All eight states are equally likely.
 * assert(Math.abs(exactLogPartition(params, spec) - Math.log(8)) < 1e-6);
 * ```
 */
export function exactLogPartition(
  params: MachineParams,
  spec: MachineSpecInput,
  { length }: Pick<AnnealingOptions, "length"> = {},
): number {
  return onBackend(params, spec, (machine) => {
    checkAnnealed("sum over all states", machine.spec);
    checkLength("sum over all states", machine.spec, length);
    const { visible, hidden } = machine.spec;
    const listsHidden = length !== undefined || hidden.size <= visible.size;
    const units = listsHidden ? hidden.size : visible.size;
    if (units > MOST) {
      throw new RangeError(
        `Cannot sum over all states of ${units} units: expected at most ${MOST} on one side, ` +
          "take estimateLogPartition",
      );
    }
    const bias = listsHidden ? params.hiddenBias.values : params.visibleBias.values;
    const count = 2 ** units, parts: number[] = [];
    for (let from = 0; from < count; from += AT_ONCE) {
      const rows = Math.min(AT_ONCE, count - from), states = new Float32Array(rows * units);
      const terms = new Float64Array(rows);
      for (let row = 0; row < rows; row++) {
        for (let i = 0; i < units; i++) {
          if (((from + row) >>> i & 1) === 0) continue;
          states[row * units + i] = 1;
          terms[row] += bias[i] * (length ?? 1);
        }
      }
      const sums = inScope(() => {
        const side = { values: tf.tensor2d(states, [rows, units]), isBinary: true };
        if (length !== undefined) {
          const ofWord = tf.logSumExp(visibleInput(machine.params, side), 1).dataSync();
          return Float64Array.from(ofWord, (log) => length * log);
        }
        const input = listsHidden ? visibleInput : hiddenInput;
        return softplusSums(input(machine.params, side));
      });
      parts.push(logSumExp(terms.map((term, row) => term + sums[row])));
    }
    return logSumExp(Float64Array.from(parts));
  });
}
