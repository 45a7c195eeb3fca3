import { describeJson } from "./one_line.ts";
import { isRecord } from "./parse_record.ts";
import type { Refuse } from "./refuse.ts";
import type { Rng } from "./rng.ts";

/** The distribution p(x | h) of the values of an example, of which a decoder gives the mean. */
export type LikelihoodConfig = ReturnType<
  typeof distributions[keyof typeof distributions]["parse"]
>;

/** A draw x [D] of p(x | h) where a decoder gives `mean` [D]. */
export type DrawExample = (mean: Float32Array, rng: Rng) => Float32Array<ArrayBuffer>;

/** A kind of distribution: how it is read from a file, and drawn from. */
interface Distribution<Config> {
  /** Its config, of the fields of a JSON object; refuses what they lack. */
  parse(fields: Readonly<Record<string, unknown>>, refuse: Refuse): Config;
  draw(config: Config): DrawExample;
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

/** One of D outcomes, each with the probability that the decoder gives; a draw is one-hot. */
interface CategoricalConfig {
  readonly type: "categorical";
}

/** Groups of values, each with a distribution of its own. */
interface MixedConfig {
  readonly type: "mixed";
  readonly groups: readonly GroupLikelihood[];
}

/** Values that stand side by side, and their distribution. */
export type GroupLikelihood =
  & (GaussianConfig | BernoulliConfig | CategoricalConfig)
  & { /** The number of values. */ readonly size: number };

const distributions = {
  gaussian: define<GaussianConfig>({
    parse({ variance }, refuse) {
      if (isVariance(variance)) return { type: "gaussian", variance };
      if (Array.isArray(variance) && variance.length > 0 && variance.every(isVariance)) {
        return { type: "gaussian", variance };
      }
      return refuse("the variance of its likelihood is not a number above 0, nor a list of them");
    },
    draw: ({ variance }) => (mean, rng) =>
      Float32Array.from(mean, (value, i) => {
        const own = typeof variance === "number" ? variance : variance[i % variance.length];
        return value + Math.sqrt(own) * rng.normal();
      }),
  }),
  bernoulli: define<BernoulliConfig>({
    parse: () => ({ type: "bernoulli" }),
    draw: () => (mean, rng) => Float32Array.from(mean, (p) => Number(rng.uniform() < p)),
  }),
  categorical: define<CategoricalConfig>({
    parse: () => ({ type: "categorical" }),
    draw: () => drawOutcome,
  }),
  mixed: define<MixedConfig>({
    parse({ groups }, refuse) {
      const isSize = (size: unknown) => Number.isSafeInteger(size) && Number(size) > 0;
      if (!Array.isArray(groups) || !groups.every((each) => isRecord(each) && isSize(each.size))) {
        return refuse("the groups of its likelihood are not a list with a size for each");
      }
      return { type: "mixed", groups: groups.map((each) => parseGroup(each, refuse)) };
    },
    draw({ groups }) {
      const draws = groups.map((group) => drawOf(group));
      return (mean, rng) => {
        const drawn = new Float32Array(mean.length);
        let from = 0;
        groups.forEach(({ size }, i) => {
          drawn.set(draws[i](mean.subarray(from, from + size), rng), from);
          from += size;
        });
        return drawn;
      };
    },
  }),
};

function parseGroup(fields: Record<string, unknown>, refuse: Refuse): GroupLikelihood {
  const likelihood = parseLikelihood(fields, refuse);
  if (likelihood.type === "mixed") return refuse("a group of its likelihood is of groups itself");
  return { ...likelihood, size: Number(fields.size) };
}

function define<Config>(distribution: Distribution<Config>): Distribution<Config> {
  return distribution;
}

/** Draws from the distribution that a config describes. */
export function drawOf(config: LikelihoodConfig): DrawExample {
  const distribution: Distribution<LikelihoodConfig> = distributions[config.type];
  return distribution.draw(config);
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

/** Draws one of D outcomes. */
function drawOutcome(mean: Float32Array, rng: Rng): Float32Array<ArrayBuffer> {
  const outcome = new Float32Array(mean.length);
  // What rounding leaves of the sum must not fall off the last outcome.
  let left = rng.uniform() * mean.reduce((sum, p) => sum + p, 0), last = 0;
  for (let i = 0; i < mean.length && left >= 0; i++) {
    if (mean[i] > 0) last = i;
    left -= mean[i];
  }
  outcome[last] = 1;
  return outcome;
}
