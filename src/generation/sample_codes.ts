import type { PriorConfig } from "../core/generation_config.ts";
import { type NdArray, zeros } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import { type MixtureParameters, unitNormal } from "./gaussian_mixture.ts";
import { checkCount, sampleMixture } from "./sample_mixture.ts";

/** Everything that is known of the codes of a model. */
export interface CodeSource {
  /** The shape of one code. */
  readonly codeShape: Shape;
  /** The distribution that training made codes follow, where there is such a distribution. */
  readonly prior?: PriorConfig;
  /** The mixture that was fitted to them. */
  readonly mixture?: MixtureParameters;
}

/**
 * Draws codes from what a model draws from, [count, …codeShape]: its prior where it has one, N(0, I) or
 * coins, and else the mixture. Code i draws from `rng.fork(i)`.
 *
 * Throws a TypeError where there is neither, and a RangeError for a count that is no whole number from
 * 0 up.
 *
 * @example
 * ```ts
 * import { createRng, sampleCodes } from "isthmus/generation";
 *
 * const source = { codeShape: [2], prior: { type: "gaussian" as const } };
 * const { shape } = sampleCodes(source, { count: 5, rng: createRng(0) });
 * assertEquals(shape, [5, 2]);
 * ```
 */
export function sampleCodes(
  { codeShape, prior, mixture }: CodeSource,
  options: { count: number; rng: Rng },
): NdArray {
  if (prior?.type === "bernoulli") return coins(codeShape, { ...options, ...prior });
  const normal = prior ? unitNormal(codeShape) : mixture;
  if (normal) return sampleMixture(normal, options);
  throw new TypeError(
    "Cannot draw codes: the model has no prior, and no mixture was fitted to its codes",
  );
}

/** Independent coins: 1 with a probability, else 0. */
function coins(
  codeShape: Shape,
  { count, rng, probability }: { count: number; rng: Rng; probability: number },
): NdArray {
  checkCount(count);
  const codes = zeros([count, ...codeShape]), size = sizeOf(codeShape);
  for (let row = 0; row < count; row++) {
    // A stream for each: what code i is does not depend on how many are drawn.
    const stream = rng.fork(row);
    for (let i = row * size; i < (row + 1) * size; i++) {
      if (stream.uniform() < probability) codes.values[i] = 1;
    }
  }
  return codes;
}
