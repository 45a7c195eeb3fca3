import type { Rng } from "../../src/core/rng.ts";
import type { Shape } from "../../src/core/shape.ts";
import type { CorruptionSpec } from "../../src/corruptions/mod.ts";
import { LOG_VARIANCE } from "../../src/losses/mod.ts";
import { normal } from "../kernels/plain/random/normal.ts";
import type { ActivationName } from "../../src/layers/mod.ts";
import type { Plan, PlannedLayer } from "../../src/model/mod.ts";
import { inferPlain } from "./plain_inference.ts";
import { plainPenalty } from "./plain_penalties.ts";
import { applyImagePlain } from "./plain_image_layers.ts";
import { stainPlain } from "./plain_stains.ts";
import { type Constants, quantizePlain } from "./plain_quantization.ts";

/** Parameters by path as plain numbers, row-major. */
export type PlainParams = Readonly<Record<string, ArrayLike<number>>>;

/** A batch as rows of numbers, whatever the shape of an example. */
export type Rows = readonly (readonly number[])[];

/**
 * The training loss of a batch, in doubles and written out anew: what `gradients` must agree with. What
 * no gradient goes through is computed at the first call with the same `constants`.
 */
export function plainLoss(
  plan: Plan,
  x: Rows,
  { params, rng, labels = [], constants }: {
    params: PlainParams;
    rng: Rng;
    labels?: Rows | undefined;
    constants: Constants;
  },
): number {
  const switches = x.map(() => ({}));
  const pass: PlainPass = { x, params, rng, labels, constants, switches, given: {} };
  const apply = (layers: readonly PlannedLayer[], rows: Rows) =>
    layers.reduce((rows, layer) => applyPlain(layer, rows, pass), rows);
  const code = apply(plan.encoder, x);
  const y = apply(plan.decoder, code);
  const penalties = (plan.spec.penalties ?? []).map((penalty, i) =>
    penalty.coefficient *
    plainPenalty(penalty, { plan, code, ...pass, path: `penalties.${i}` })
  );
  const target = plan.spec.target ? labels : x;
  return plainReconstructionLoss(plan, { x: target, y, params }) +
    penalties.reduce((a, b) => a + b, 0);
}

function plainReconstructionLoss(
  { spec: { reconstructionLoss } }: Plan,
  { x, y, params }: { x: Rows; y: Rows; params: PlainParams },
): number {
  const sum = (term: (x: number, y: number) => number) =>
    x.flatMap((row, b) => row.map((value, i) => term(value, y[b][i]))).reduce((a, b) => a + b, 0);
  const count = x.length * x[0].length;
  if (typeof reconstructionLoss === "object") {
    switch (reconstructionLoss.type) {
      case "bernoulli":
        return sum((x, y) => -x * Math.log(y) - (1 - x) * Math.log(1 - y)) / x.length;
      case "categorical":
        return sum((x, y) => -x * Math.log(y)) / x.length;
      case "gaussian": {
        const { variance } = reconstructionLoss;
        const learned = params[LOG_VARIANCE];
        const at = (i: number) =>
          typeof variance === "number" ? variance : Math.exp(learned[learned.length > 1 ? i : 0]);
        return x.flatMap((row, b) =>
          row.map((value, i) =>
            (value - y[b][i]) ** 2 / (2 * at(i)) + 0.5 * Math.log(2 * Math.PI * at(i))
          )
        ).reduce((a, b) => a + b, 0) / x.length;
      }
      case "mixed": {
        const { groups = [], variance } = reconstructionLoss;
        const learned = params[LOG_VARIANCE];
        let normal = 0;
        const kinds = groups.flatMap(({ type, size }) => Array<typeof type>(size).fill(type));
        const terms = kinds.map((type) => {
          if (type === "categorical") return (x: number, y: number) => -x * Math.log(y);
          if (type === "bernoulli") {
            return (x: number, y: number) => -x * Math.log(y) - (1 - x) * Math.log(1 - y);
          }
          const at = typeof variance === "number"
            ? variance
            : Math.exp(learned[learned.length > 1 ? normal++ : 0]);
          return (x: number, y: number) =>
            (x - y) ** 2 / (2 * at) + 0.5 * Math.log(2 * Math.PI * at);
        });
        return x.flatMap((row, b) => row.map((value, i) => terms[i](value, y[b][i])))
          .reduce((a, b) => a + b, 0) / x.length;
      }
    }
  }
  switch (reconstructionLoss) {
    case "mean-squared-error":
      return sum((x, y) => (x - y) ** 2) / count;
    case "binary-cross-entropy":
      return sum((x, y) => -x * Math.log(y) - (1 - x) * Math.log(1 - y)) / count;
    case "categorical-cross-entropy":
      return sum((x, y) => -x * Math.log(y)) / x.length;
  }
}

/** The surroundings of one pass through a model in doubles. */
interface PlainPass {
  /** The inputs of the model. */
  readonly x: Rows;
  readonly params: PlainParams;
  readonly rng: Rng;
  /** The classes of the examples, 1 for the own one. */
  readonly labels: Rows;
  readonly constants: Constants;
  /** Of each example, by the path of the pool that gave them. */
  readonly switches: readonly Record<string, readonly number[]>[];
  /** The values that layers gave to penalties, by full path. */
  readonly given: Record<string, Rows>;
}

/** The codes of a batch in a pass of training, in doubles. */
export function plainCode(
  plan: Plan,
  x: Rows,
  { params, rng, labels = [] }: { params: PlainParams; rng: Rng; labels?: Rows | undefined },
): Rows {
  const switches = x.map(() => ({}));
  const pass: PlainPass = { x, params, rng, labels, constants: new Map(), switches, given: {} };
  return plan.encoder.reduce((rows, layer) => applyPlain(layer, rows, pass), x);
}

/** Values each of which is 0 at a rate, and made up for else. */
function dropPlain(row: readonly number[], rate: number, draws: Rng): number[] {
  return row.map((value) => draws.uniform() < rate ? 0 : value / (1 - rate));
}

/** Values over the norm of all of them. */
function unit(row: readonly number[]): number[] {
  const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 1e-12));
  return row.map((value) => value / norm);
}

function applyPlain(
  { spec, path, params: paths, inputShape, outputShape }: PlannedLayer,
  x: Rows,
  { x: input, params, rng, labels, constants, switches, given }: PlainPass,
): Rows {
  const param = (name: string) => Array.from(params[paths[name]]);
  switch (spec.type) {
    case "dense": {
      const weight = param("weight");
      const bias = spec.bias === false ? Array(spec.units).fill(0) : param("bias");
      const size = x[0].length, { units } = spec;
      return spec.tiedTo === undefined
        ? sumsOf(x, bias, (d, u) => weight[d * units + u])
        : sumsOf(x, bias, (d, u) => weight[u * size + d]);
    }
    case "top_k":
      return x.map((row) =>
        slices(row, inputShape.at(-1)!).flatMap((part) => keepLargest(part, spec.k, spec.rectified))
      );
    case "dense_top_k": {
      const [weight, bias] = [param("weight"), param("bias")], size = x[0].length;
      return sumsOf(x, bias, (d, u) => weight[u * size + d])
        .map((row) => keepLargest(row, spec.k, true));
    }
    case "dictionary": {
      const weight = param("weight"), { units } = spec;
      return sumsOf(x, Array(units).fill(0), (n, d) => weight[n * units + d]);
    }
    case "activation_groups":
      return x.map((row) => activateGroups(row, spec.groups));
    case "activation":
      return spec.function === "softmax"
        ? x.map(softmax)
        : x.map((row) => row.map((value) => closedForms[spec.function](value, spec.slope ?? 0.01)));
    case "batch_normalization":
      return normalizePlain(x, {
        scale: param("scale"),
        offset: param("offset"),
        epsilon: spec.epsilon ?? 1e-5,
      });
    case "center": {
      const center = param("center"), sign = spec.tiedTo === undefined ? -1 : 1;
      return x.map((row) => row.map((value, i) => value + sign * center[i]));
    }
    case "unit_normalization":
      return x.map(unit);
    case "dropout":
      return x.map((row, b) => dropPlain(row, spec.rate, rng.fork(b).fork(path)));
    case "corruption":
      return x.map((row, b) =>
        corruptPlain(spec.noise, row, { shape: inputShape, draws: rng.fork(b).fork(path) })
      );
    case "gaussian_latent": {
      const [weight, bias] = [param("weight"), param("bias")], { units } = spec;
      const rows = sumsOf(x, bias, (d, u) => weight[d * 2 * units + u]);
      const mean = given[`${path}.mean`] = rows.map((row) => row.slice(0, units));
      const spread = given[`${path}.logVariance`] = rows.map((row) => row.slice(units));
      return mean.map((row, b) => drawNormal(row, spread[b], rng.fork(b).fork(path)));
    }
    case "bernoulli_latent":
      throw new Error("A coin has no slope: see tests/layers/latent/latents_test.ts");
    case "sparse_inference":
      given[`${path}.prediction`] = x;
      return given[`${path}.inferred`] = inferPlain(spec, x, { x: input, weight: param("weight") });
    case "condition":
      return x.map((row, b) => [...row, ...labels[b]]);
    case "flatten":
    case "reshape":
      return x;
    case "vector_quantization":
      return quantizePlain(spec, x, { path, codebook: param("codebook"), constants, given });
    default:
      return x.map((values, b) => {
        const context = { path, inputShape, outputShape, param, switches: switches[b] };
        return applyImagePlain(spec, values, context);
      });
  }
}

function activateGroups(
  row: readonly number[],
  groups: readonly { readonly function: ActivationName; readonly size: number }[],
): number[] {
  let from = 0;
  return groups.flatMap(({ function: name, size }) => {
    const part = row.slice(from, from += size);
    return name === "softmax" ? softmax(part) : part.map((value) => closedForms[name](value, 0.01));
  });
}

/** Σ over d of x[b][d] · weight(d, u), from bias[u] on. */
function sumsOf(
  x: Rows,
  bias: readonly number[],
  weight: (d: number, u: number) => number,
): number[][] {
  return x.map((row) =>
    bias.map((b, u) => row.reduce((sum, value, d) => sum + value * weight(d, u), b))
  );
}

function drawNormal(mean: readonly number[], logVariance: readonly number[], draws: Rng): number[] {
  const noise = normal({ key: draws.key, first: 0, count: mean.length });
  return mean.map((value, u) => value + Math.exp(logVariance[u] / 2) * noise[u]);
}

function softmax(row: readonly number[]): number[] {
  const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
  return row.map((value) => Math.exp(value) / total);
}

/** Batch normalization; the channel is the last axis, so that every so many values belong to one. */
function normalizePlain(
  x: Rows,
  { scale, offset, epsilon }: {
    scale: readonly number[];
    offset: readonly number[];
    epsilon: number;
  },
): number[][] {
  const channel = (c: number) => x.flatMap((row) => row.filter((_, i) => i % scale.length === c));
  const mean = scale.map((_, c) => average(channel(c)));
  const variance = scale.map((_, c) => average(channel(c).map((value) => (value - mean[c]) ** 2)));
  return x.map((row) =>
    row.map((value, i) => {
      const c = i % scale.length;
      return scale[c] * (value - mean[c]) / Math.sqrt(variance[c] + epsilon) + offset[c];
    })
  );
}

/** A damaged example, drawn from its own stream. */
function corruptPlain(
  noise: CorruptionSpec,
  row: readonly number[],
  { shape, draws }: { shape: Shape; draws: Rng },
): number[] {
  switch (noise.type) {
    case "gaussian": {
      const normals = normal({ key: draws.key, first: 0, count: row.length });
      return row.map((value, i) => value + noise.stddev * normals[i]);
    }
    case "masking":
      return row.map((value) => draws.uniform() < noise.rate ? 0 : value);
    case "salt_and_pepper":
      return row.map((value) => {
        const draw = draws.uniform();
        return draw < noise.rate / 2 ? 0 : draw < noise.rate ? 1 : value;
      });
    case "stains":
      return stainPlain(noise, row, { shape, draws });
  }
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

const closedForms: Record<ActivationName, (x: number, slope: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  leaky_relu: (x, slope) => x > 0 ? x : slope * x,
  elu: (x) => x > 0 ? x : Math.expm1(x),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
  gelu: (x) => x * normalDistribution(x),
  silu: (x) => x * sigmoid(x),
  sigmoid,
  tanh: Math.tanh,
  softplus: (x) => Math.log1p(Math.exp(x)),
  softmax: () => NaN,
};

/** Φ(x) = 1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + …) (Marsaglia, "Evaluating the normal distribution", 2004). */
function normalDistribution(x: number): number {
  let sum = x, term = x;
  for (let n = 3; n < 200; n += 2) sum += term *= x * x / n;
  return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
}

/** The k largest values of a row, the first of equal ones; the others are 0. */
/** The parts of a row, of so many values each. */
function slices(row: readonly number[], size: number): number[][] {
  return Array.from({ length: row.length / size }, (_, i) => row.slice(i * size, (i + 1) * size));
}

function keepLargest(row: readonly number[], k: number, rectified = false): number[] {
  const kept = new Set(
    row.map((_, i) => i).sort((a, b) => row[b] - row[a] || a - b).slice(0, k),
  );
  return row.map((value, i) => kept.has(i) ? (rectified ? Math.max(0, value) : value) : 0);
}
