import { type NdArray, ndArray } from "../core/nd_array.ts";
import { type Examples, gatherBatch, meanExample } from "../data/mod.ts";
import type { MachineSpec } from "./spec.ts";

/** The least probability of a unit that data never turn on. */
const LEAST = 1e-3;

/**
 * The visible biases [V] that alone give the means of some examples: log p / (1 − p) with p clipped to
 * [0.001, 0.999] for Bernoulli units (Hinton, "A practical guide to training restricted Boltzmann
 * machines", 2010), log p for label units, the mean itself for Gaussian ones; for counts the logarithm of each
 * word's share of all words, counted once more than it is there.
 *
 * @example
 * ```ts
 * import { dataBias } from "isthmus";
 *
 * const examples = { shape: [1], count: 4, values: Uint8Array.of(0, 255, 255, 255) };
 * const { values } = dataBias({ visible: { units: "bernoulli", size: 1 } }, examples);
 * assert(Math.abs(values[0] - Math.log(3)) < 1e-6);
 * ```
 */
export function dataBias({ visible }: Pick<MachineSpec, "visible">, examples: Examples): NdArray {
  if (visible.units === "multinomial") return wordBias(visible.size, examples);
  const { values: means } = meanExample(examples);
  if (visible.units === "gaussian") return ndArray([visible.size], means);
  const independent = visible.size - (visible.classes ?? 0);
  return ndArray(
    [visible.size],
    means.map((mean, i) => {
      const p = Math.min(1 - LEAST, Math.max(LEAST, mean));
      return Math.log(i < independent ? p / (1 - p) : p);
    }),
  );
}

/** log ((n + 1) / (N + V)) of each of V words, n of N in the examples [V]. */
function wordBias(size: number, examples: Examples): NdArray {
  const counts = new Float64Array(size).fill(1);
  for (let row = 0; row < examples.count; row++) {
    const length = examples.lengths?.[row] ?? 1;
    gatherBatch(examples, [row]).forEach((share, word) => counts[word] += share * length);
  }
  const all = counts.reduce((sum, n) => sum + n, 0);
  return ndArray([size], Float32Array.from(counts, (n) => Math.log(n / all)));
}
