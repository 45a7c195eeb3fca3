import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { checkAnnealed } from "../check_bernoulli.ts";
import { drawsOf } from "../draws.ts";
import { onBackend } from "../on_backend.ts";
import type { MachineParams, MachineSpecInput } from "../spec.ts";
import { sampleVisible } from "../units.ts";
import { checkLength } from "../words/check_length.ts";
import { anneal } from "./anneal.ts";
import { baseLogPartition } from "./base_log_partition.ts";
import { checkBase } from "./check_base.ts";
import { logSumExp } from "./log_sum_exp.ts";
import { type Stretch, STRETCHES, temperatures } from "./temperatures.ts";

/** The choices of annealed importance sampling. */
export interface AnnealingOptions {
  /** The visible biases [V] of the first distribution: those of `dataBias`, so that it has the means of data. */
  readonly base: NdArray;
  /** The stream that chain i draws from as `rng.fork(i)`. */
  readonly rng: Rng;
  /** 100 unless given. */
  readonly chains?: number;
  /** 14,500 inverse temperatures in three stretches unless given. */
  readonly stretches?: readonly Stretch[];
  /** Of counts of words: the length of the texts, each of which has a distribution of its own. */
  readonly length?: number;
}

/** An estimate of log Z, in nats. */
export interface LogPartition {
  /** The logarithm of the mean weight. */
  readonly estimate: number;
  /** The same of the mean weight less three of its standard errors; −∞ where these are larger. */
  readonly low: number;
  /** The same of the mean weight and three of its standard errors. */
  readonly high: number;
  /** The log-weight of each chain, that of the first distribution included. */
  readonly logWeights: Float64Array<ArrayBuffer>;
}

/**
 * log Z of a Bernoulli machine, or of one of counts for texts of one length, by annealed importance sampling: chains pass from a machine without weights
 * to this one, and exp(log weight) of each is an estimate of Z. Products are in 32 bits, log-weights and
 * sums in 64; chain i draws from `rng.fork(i)`. (Salakhutdinov and Murray, "On the quantitative analysis of
 * deep belief networks", 2008; Neal, "Annealed importance sampling", 2001.)
 *
 * A chain that misses a mode makes the estimate too low and a likelihood too high: twice the temperatures,
 * and `reverseLogLikelihood`, tell. Throws a RangeError for other units.
 *
 * @example
 * ```ts
 * import { createRng, dataBias, estimateLogPartition, exactLogPartition } from "isthmus";
 * import { initMachine, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(20, createRng(0)), rng = createRng(1);
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 3 } } as const;
 * const params = initMachine(spec, { train, rng }), base = dataBias(spec, train);
 * const stretches = [{ to: 1, steps: 50 }];
 * const { estimate } = estimateLogPartition(params, spec, { base, rng, chains: 10, stretches });
 * assert(Math.abs(estimate - exactLogPartition(params, spec)) < 0.1);
 * ```
 */
export function estimateLogPartition(
  params: MachineParams,
  spec: MachineSpecInput,
  { base, rng, chains = 100, stretches = STRETCHES, length }: AnnealingOptions,
): LogPartition {
  const betas = temperatures(stretches), action = "estimate a partition function";
  const logWeights = onBackend(params, spec, (machine) => {
    checkAnnealed(action, machine.spec);
    checkLength(action, machine.spec, length);
    checkBase(base, machine.spec);
    const { visible } = machine.spec, draws = drawsOf(rng, chains);
    const bias = tf.tensor1d(base.values);
    const inputs: tf.Tensor2D = tf.tile(tf.reshape(bias, [1, visible.size]), [chains, 1]);
    const totals = length === undefined ? undefined : tf.fill([chains, 1], length) as tf.Tensor2D;
    const { states } = sampleVisible(visible, inputs, { draws, totals });
    const input = { machine, base: bias, betas, draws };
    const ofBase = baseLogPartition(base.values, machine.spec, length);
    return anneal(input, states, { back: false }).map((w) => ofBase + w);
  });
  const estimate = logSumExp(logWeights) - Math.log(chains);
  const relative = logWeights.map((weight) => Math.exp(weight - estimate));
  const variance = relative.reduce((sum, weight) => sum + (weight - 1) ** 2, 0) /
    Math.max(1, chains - 1);
  const error = 3 * Math.sqrt(variance / chains);
  return {
    estimate,
    low: error < 1 ? estimate + Math.log(1 - error) : -Infinity,
    high: estimate + Math.log(1 + error),
    logWeights,
  };
}
