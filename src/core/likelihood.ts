import { describeJson } from "./one_line.ts";
import { isRecord } from "./parse_record.ts";
import type { Refuse } from "./refuse.ts";
import type { Rng } from "./rng.ts";

/** The distribution p(x | h) of the values of an example, of which a decoder gives the mean. */
export type LikelihoodConfig = ReturnType<
  typeof distributions[keyof typeof distributions]["parse"]
>;

/** The functions of such a distribution. */
export interface Likelihood {
  /**
   * log p(x | h) of one example x [D] where the decoder gives `mean` [D], in nats, summed in 64 bits.
   *
   * Probabilities are kept `PROBABILITY_MARGIN` inside (0, 1). For x strictly between 0 and 1 that of
   * "bernoulli" is the negative cross-entropy, which is no probability.
   */
  logLikelihood(x: Float32Array, mean: Float32Array): number;
  /** A draw x [D] of p(x | h) where the decoder gives `mean` [D]; a "categorical" one is one-hot. */
  draw(mean: Float32Array, rng: Rng): Float32Array<ArrayBuffer>;
}

/** A kind of distribution: an entry of `distributions` is all that a new one needs here. */
interface Distribution<Config> {
  /** Its config, of the fields of a JSON object; refuses what they lack. */
  parse(fields: Readonly<Record<string, unknown>>, refuse: Refuse): Config;
  /** Its functions. */
  likelihoodOf(config: Config): Likelihood;
}

/** Independent normal values: one variance for all, or one for each. */
interface GaussianConfig {
  readonly type: "gaussian";
  readonly variance: number | readonly number[];
}

/** Independent values, 1 with the probability that the decoder gives, else 0. */
interface BernoulliConfig {
  readonly type: "bernoulli";
}

/** One of D outcomes, each with the probability that the decoder gives. */
interface CategoricalConfig {
  readonly type: "categorical";
}

const distributions = {
  gaussian: define<GaussianConfig>({
    parse({ variance }, refuse) {
      if (isVariance(variance)) return { type: "gaussian", variance };
      if (Array.isArray(variance) && variance.length > 0 && variance.every(isVariance)) {
        return { type: "gaussian", variance };
      }
      return refuse("the variance of its likelihood is not a number above 0, nor a list of them");
    },
    likelihoodOf: ({ variance }) => gaussian(variance),
  }),
  bernoulli: define<BernoulliConfig>({
    parse: () => ({ type: "bernoulli" }),
    likelihoodOf: () => bernoulli,
  }),
  categorical: define<CategoricalConfig>({
    parse: () => ({ type: "categorical" }),
    likelihoodOf: () => categorical,
  }),
};

function define<Config>(distribution: Distribution<Config>): Distribution<Config> {
  return distribution;
}

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
  const distribution: Distribution<LikelihoodConfig> = distributions[config.type];
  return distribution.likelihoodOf(config);
}

/** The config of a likelihood, out of a JSON text; refuses what is none. */
export function parseLikelihood(value: unknown, refuse: Refuse): LikelihoodConfig {
  const fields: Record<string, unknown> = isRecord(value) ? value : {};
  const found = Object.entries(distributions).find(([type]) => type === fields.type);
  if (found) return found[1].parse(fields, refuse);
  const types = Object.keys(distributions), last = types.pop();
  return refuse(
    `its likelihood is of type ${describeJson(fields.type)}, expected ${
      types.join(", ")
    } or ${last}`,
  );
}

function isVariance(value: unknown): value is number {
  return typeof value === "number" && value > 0 && value < Infinity;
}

/** −Σ (x − x̂)² / 2σ² + ½ log 2πσ². */
function gaussian(variance: number | readonly number[]): Likelihood {
  const variances = typeof variance === "number" ? [variance] : variance;
  const precisions = Float64Array.from(variances, (each) => 1 / each);
  const constants = variances.reduce((sum, each) => sum + Math.log(2 * Math.PI * each), 0);
  // The variance of value i; one variance is that of all values.
  const at = variances.length === 1 ? () => 0 : (i: number) => i;
  return {
    logLikelihood(x, mean) {
      let sum = variances.length === 1 ? x.length * constants : constants;
      for (let i = 0; i < x.length; i++) sum += (x[i] - mean[i]) ** 2 * precisions[at(i)];
      return -0.5 * sum;
    },
    draw: (mean, rng) =>
      Float32Array.from(mean, (value, i) => value + Math.sqrt(variances[at(i)]) * rng.normal()),
  };
}

const bernoulli: Likelihood = {
  /** Σ x log x̂ + (1 − x) log(1 − x̂). */
  logLikelihood(x, mean) {
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
  },
  draw: (mean, rng) => Float32Array.from(mean, (p) => Number(rng.uniform() < p)),
};

const categorical: Likelihood = {
  /** Σ x log x̂. */
  logLikelihood(x, mean) {
    let sum = 0;
    for (let i = 0; i < x.length; i++) {
      if (x[i] !== 0) sum += x[i] * Math.log(insideUnitInterval(mean[i]));
    }
    return sum;
  },
  draw(mean, rng) {
    const outcome = new Float32Array(mean.length);
    // What rounding leaves of the sum must not fall off the last outcome.
    let left = rng.uniform() * mean.reduce((sum, p) => sum + p, 0), last = 0;
    for (let i = 0; i < mean.length && left >= 0; i++) {
      if (mean[i] > 0) last = i;
      left -= mean[i];
    }
    outcome[last] = 1;
    return outcome;
  },
};

/** A probability, kept `PROBABILITY_MARGIN` inside (0, 1). */
export function insideUnitInterval(p: number): number {
  return Math.min(1 - PROBABILITY_MARGIN, Math.max(PROBABILITY_MARGIN, p));
}
