import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../core/nd_array.ts";
import { checkAnnealed } from "../check_bernoulli.ts";
import { drawsOf } from "../draws.ts";
import { energiesOf } from "../energies.ts";
import { onBackend, visibleSide } from "../on_backend.ts";
import type { MachineParams, MachineSpecInput } from "../spec.ts";
import { anneal } from "./anneal.ts";
import { baseLogPartition } from "./base_log_partition.ts";
import { checkBase } from "./check_base.ts";
import type { AnnealingOptions } from "./estimate_log_partition.ts";
import { STRETCHES, temperatures } from "./temperatures.ts";

/**
 * Conservative estimates of log p(v) [B] in nats of binary examples, or of counts of words, [B, V]: one chain goes back from each to
 * the first distribution, and exp of its result is an unbiased estimate of the example's probability under
 * the annealing itself, so that on average the result lies below the logarithm of that; example i draws
 * from `rng.fork(i)`. (RAISE: Burda, Grosse and Salakhutdinov, "Accurate and conservative estimates of MRF
 * log-likelihood using reverse annealing", 2015.)
 *
 * `log p` by `estimateLogPartition` is too high where its chains miss modes, this is too low: together they
 * tell. Throws a RangeError for other units, and for values that are not 0 or 1.
 *
 * @example
 * ```ts
 * import { createRng, dataBias, initMachine, readKernels, startBackend, strokes } from "isthmus";
 * import { reverseLogLikelihood } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(20, createRng(0)), rng = createRng(1);
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 3 } } as const;
 * const params = initMachine(spec, { train, rng }), base = dataBias(spec, train);
 * const x = { shape: [1, 784], values: new Float32Array(784) }, stretches = [{ to: 1, steps: 50 }];
 * const [logLikelihood] = reverseLogLikelihood(params, spec, x, { base, rng, stretches });
 * assert(logLikelihood < 0);
 * ```
 */
export function reverseLogLikelihood(
  params: MachineParams,
  spec: MachineSpecInput,
  x: NdArray,
  { base, rng, stretches = STRETCHES }: Omit<AnnealingOptions, "chains" | "length">,
): Float64Array<ArrayBuffer> {
  const betas = temperatures(stretches);
  return onBackend(params, spec, (machine) => {
    const side = visibleSide(x, machine.spec.visible), lengths = side.totals?.dataSync();
    checkAnnealed("estimate the likelihood", machine.spec, side);
    checkBase(base, machine.spec);
    const energies = energiesOf(machine, side), draws = drawsOf(rng, x.shape[0]);
    const input = { machine, base: tf.tensor1d(base.values), betas, draws };
    return anneal(input, side, { back: true }).map((w, row) =>
      -energies[row] - baseLogPartition(base.values, machine.spec, lengths?.[row]) - w
    );
  });
}
