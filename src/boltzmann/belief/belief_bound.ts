import type { NdArray } from "../../core/nd_array.ts";
import { type BoundOptions, boundsByDepth } from "./bounds_by_depth.ts";
import type { TrainedMachine } from "./trained_machine.ts";

/** The draws of a bound, and the partition function that it counts from. */
export interface BeliefBoundOptions extends BoundOptions {
  /** log Z of the top machine, as `estimateLogPartition` or `exactLogPartition` give it. */
  readonly logPartition: number;
}

/**
 * Lower bounds of log p(v) [B] in nats of binary examples [B, V] under the deep belief network of some
 * machines, bottom up: the mean over draws h¹ ~ Q(h¹ | v), h² ~ Q(h² | h¹), … of
 * Σ_{l<L} (log p(hˡ⁻¹ | hˡ) − log Q(hˡ | hˡ⁻¹)) − F(hᴸ⁻¹) − log Z, with h⁰ = v, Q the hidden units of
 * machine l given its visible ones and p the other way around, F and Z of the top machine. Where the lowest
 * machine counts words, v are counts and p that of the words in their order.
 *
 * One machine has no bound but log p(v) itself. The mean over draws is above or below the bound as it
 * happens, and by log Z as far as that is. Terms in 32 bits, sums in 64; example i draws from
 * `rng.fork(i)`. (Hinton, Osindero and Teh, "A fast learning algorithm for deep belief nets", 2006;
 * Salakhutdinov and Murray, "On the quantitative analysis of deep belief networks", 2008.)
 *
 * Throws a RangeError for machines that are no stack of Bernoulli units, for values that are not 0 or 1,
 * and for samples that are no whole number from 1 up.
 *
 * @example
 * ```ts
 * import { beliefBound, createRng, exactLogPartition, initMachine, readKernels } from "isthmus";
 * import { startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(10, createRng(0)), rng = createRng(1);
 * const spec = { visible: { units: "bernoulli", size: 784 }, hidden: { units: "bernoulli", size: 5 } } as const;
 * const params = initMachine(spec, { train, rng });
 * // The second machine is the first one upside down, so that both say the same.
 * const above = { visible: spec.hidden, hidden: spec.visible };
 * const turned = initMachine(above, { train: { shape: [5], count: 1, values: new Float32Array(5) }, rng });
 * const { weight, visibleBias, hiddenBias } = params;
 * turned.weight.values.forEach((_, i, values) => values[i] = weight.values[(i % 784) * 5 + Math.floor(i / 784)]);
 * const tied = { ...turned, visibleBias: hiddenBias, hiddenBias: visibleBias };
 * const x = { shape: [1, 784], values: new Float32Array(784) };
 * const logPartition = exactLogPartition(params, spec);
 * const [one] = beliefBound([{ spec, params }], x, { logPartition, rng });
 * const [two] = beliefBound([{ spec, params }, { spec: above, params: tied }], x, { logPartition, rng });
 * assert(Math.abs(one - two) < 0.01);
 * ```
 */
export function beliefBound(
  machines: readonly TrainedMachine[],
  x: NdArray,
  { logPartition, ...options }: BeliefBoundOptions,
): Float64Array<ArrayBuffer> {
  return boundsByDepth(machines, x, options).at(-1)!.map((bound) => bound - logPartition);
}
