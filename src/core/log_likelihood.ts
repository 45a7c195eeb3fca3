import { type DrawExample, drawOf, type LikelihoodConfig } from "./likelihood.ts";

/** The functions of a distribution p(x | h), of which a decoder gives the mean. */
export interface Likelihood {
  /**
   * log p(x | h) of one example x [D] where the decoder gives `mean` [D], in nats, summed in 64 bits.
   *
   * Probabilities are kept `PROBABILITY_MARGIN` inside (0, 1). For x strictly between 0 and 1 that of
   * "bernoulli" is the negative cross-entropy, which is no probability.
   */
  readonly logLikelihood: LogLikelihood;
  /** A draw x [D] of p(x | h) where the decoder gives `mean` [D]; a "categorical" one is one-hot. */
  readonly draw: DrawExample;
}

type LogLikelihood = (x: Float32Array, mean: Float32Array) => number;

/** A kind of distribution. */
interface Kind<Config> {
  of(config: Config): LogLikelihood;
}

/** The kinds by their types; apart from the draws, as pages draw and measure nothing. */
const kinds: {
  readonly [Type in LikelihoodConfig["type"]]: Kind<
    Extract<LikelihoodConfig, { readonly type: Type }>
  >;
} = {
  gaussian: { of: ({ variance }) => gaussian(variance) },
  bernoulli: { of: () => bernoulli },
  categorical: { of: () => categorical },
  mixed: {
    of({ groups }) {
      const terms = groups.map((group) => likelihoodOf(group).logLikelihood);
      return (x, mean) => {
        let sum = 0, from = 0;
        groups.forEach(({ size }, i) => {
          const to = from + size;
          sum += terms[i](x.subarray(from, to), mean.subarray(from, to));
          from = to;
        });
        return sum;
      };
    },
  },
};

/** Probabilities are kept this far inside (0, 1) before the logarithm, as Keras does. */
export const PROBABILITY_MARGIN = 1e-7;

/** A product of so many probabilities inside the margin is far from what a double cannot hold. */
const FACTORS = 40;

/**
 * The likelihood that a config describes.
 *
 * @example
 * ```ts
 * import { likelihoodOf } from "isthmus/inference";
 *
 * const { logLikelihood } = likelihoodOf({ type: "bernoulli" });
 * const nats = logLikelihood(Float32Array.of(1, 0), Float32Array.of(0.5, 0.5));
 * assertAlmostEquals(nats, 2 * Math.log(0.5), 1e-6);
 * ```
 */
export function likelihoodOf(config: LikelihoodConfig): Likelihood {
  const kind: Kind<LikelihoodConfig> = kinds[config.type];
  return { logLikelihood: kind.of(config), draw: drawOf(config) };
}

/** −Σ (x − x̂)² / 2σ² + ½ log 2πσ². */
function gaussian(variance: number | readonly number[]): LogLikelihood {
  const variances = typeof variance === "number" ? [variance] : variance;
  const precisions = Float64Array.from(variances, (each) => 1 / each);
  const constants = variances.reduce((sum, each) => sum + Math.log(2 * Math.PI * each), 0);
  // The variance of value i; one variance is that of all values.
  const at = variances.length === 1 ? () => 0 : (i: number) => i;
  return (x, mean) => {
    let sum = variances.length === 1 ? x.length * constants : constants;
    for (let i = 0; i < x.length; i++) sum += (x[i] - mean[i]) ** 2 * precisions[at(i)];
    return -0.5 * sum;
  };
}

/** Σ x log x̂ + (1 − x) log(1 − x̂). */
function bernoulli(x: Float32Array, mean: Float32Array): number {
  let sum = 0, product = 1, factors = 0;
  for (let i = 0; i < x.length; i++) {
    const p = insideUnitInterval(mean[i]), value = x[i];
    if (value > 0 && value < 1) {
      sum += value * Math.log(p) + (1 - value) * Math.log(1 - p);
      continue;
    }
    // The logarithm of a product is far cheaper than the sum of logarithms.
    product *= value === 1 ? p : 1 - p;
    if (++factors === FACTORS) {
      sum += Math.log(product);
      product = 1;
      factors = 0;
    }
  }
  return sum + Math.log(product);
}

/** Σ x log x̂. */
function categorical(x: Float32Array, mean: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i] !== 0) sum += x[i] * Math.log(insideUnitInterval(mean[i]));
  }
  return sum;
}

/** A probability, kept `PROBABILITY_MARGIN` inside (0, 1). */
export function insideUnitInterval(p: number): number {
  return Math.min(1 - PROBABILITY_MARGIN, Math.max(PROBABILITY_MARGIN, p));
}
