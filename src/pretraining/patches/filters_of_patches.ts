import { type NdArray, ndArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import type { DenseExamples } from "../../data/mod.ts";

/**
 * Weights [D, F] whose columns are patches, drawn from the half of the largest norm and scaled to norm 1: where
 * a dictionary of patches starts, as other patches are like them from the first step on (Coates and Ng, "The
 * importance of encoding versus training with sparse coding and vector quantization", 2011).
 *
 * Throws a RangeError, one sentence, where that half has fewer than filters that are other than 0.
 */
export function filtersOfPatches(
  { count, shape: [size], values }: DenseExamples,
  { filters, rng }: { filters: number; rng: Rng },
): NdArray {
  const norms = new Float64Array(count);
  for (const [i, value] of values.entries()) norms[Math.floor(i / size)] += value * value;
  for (let i = 0; i < count; i++) norms[i] = Math.sqrt(norms[i]);
  const median = norms.toSorted()[Math.floor(count / 2)];
  const strong = rng.permutation(count).filter((i) => norms[i] > 0 && norms[i] >= median);
  if (strong.length < filters) {
    throw new RangeError(
      `Cannot start ${filters} filters at patches: of ${count} patches ${strong.length} are strong enough, ` +
        'expected as many; raise "count", or leave "dataStart" out',
    );
  }
  const weight = new Float32Array(size * filters);
  for (let filter = 0; filter < filters; filter++) {
    const patch = strong[filter];
    for (let i = 0; i < size; i++) {
      weight[i * filters + filter] = values[patch * size + i] / norms[patch];
    }
  }
  return ndArray([size, filters], weight);
}
