import type { LikelihoodConfig } from "../../core/likelihood.ts";
import { likelihoodOf } from "../../core/log_likelihood.ts";
import type { NdArray } from "../../core/nd_array.ts";
import type { Rng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type ExampleBatch, type Examples } from "../../data/mod.ts";
import { drawCodes, type NormalCodes } from "./draw_codes.ts";

/** A model whose codes are normal values, in whichever runtime. */
export interface VariationalModel {
  /** The distribution q(h | x) of the code of each example [B, …]. */
  encode(batch: ExampleBatch): Promise<NormalCodes>;
  /** The decoder that says p(x | h); absent where nothing does. */
  readonly decoder?: VariationalDecoder;
}

/** A decoder that gives the mean of a likelihood. */
export interface VariationalDecoder {
  /** The mean of p(x | h) for each code [B, …], labelled as its example is. */
  decode(codes: ExampleBatch): Promise<NdArray>;
  readonly likelihood: LikelihoodConfig;
}

/** The bound of a variational model, in nats, averaged over examples. */
export interface VariationalBound {
  /** KL(q(h | x) ‖ N(0, I)) = ½ Σ (μ² + σ² − 1 − log σ²). */
  readonly kl: number;
  /** The part of each latent in it. */
  readonly latentKl: readonly number[];
  /** The number of latents that vary with the example: the variance of their means is over 0.01. */
  readonly activeLatents: number;
  /** −log p(x | h) of one draw h of q(h | x); absent where no likelihood is known. */
  readonly reconstruction?: number;
  /** The negative evidence lower bound, the sum of both: −log p(x) is less. */
  readonly negativeElbo?: number;
}

/** The variance of its mean from which a latent counts as active. */
const ACTIVE_VARIANCE = 0.01;

const BATCH_SIZE = 500;

/**
 * The negative evidence lower bound of examples and its two parts; example i draws from `rng.fork(i)`.
 *
 * (Kingma and Welling, "Auto-encoding variational Bayes", 2014; active latents: Burda, Grosse and
 * Salakhutdinov, "Importance weighted autoencoders", 2016.)
 */
export async function variationalBound(
  examples: Examples,
  { encode, decoder }: VariationalModel,
  { rng }: { rng: Rng },
): Promise<VariationalBound> {
  const sums = { kl: new Float64Array(), mean: new Float64Array(), square: new Float64Array() };
  let surprise = 0;
  for (const batch of consecutiveBatches(examples, BATCH_SIZE)) {
    const codes = await encode(batch);
    addCodes(sums, codes);
    if (!decoder) continue;
    const streams = Array.from({ length: batch.count }, (_, i) => rng.fork(batch.from + i));
    const { values } = drawCodes(codes, { count: 1, streams });
    for (const logLikelihood of await logLikelihoods(decoder, batch, { ...codes.mean, values })) {
      surprise -= logLikelihood;
    }
  }
  const { count } = examples;
  const latentKl = Array.from(sums.kl, (sum) => sum / count);
  const kl = latentKl.reduce((sum, each) => sum + each, 0);
  const active = sums.square.filter((square, i) =>
    square / count - (sums.mean[i] / count) ** 2 > ACTIVE_VARIANCE
  );
  const reconstruction = surprise / count;
  return {
    kl,
    latentKl,
    activeLatents: active.length,
    ...(decoder && { reconstruction, negativeElbo: reconstruction + kl }),
  };
}

/**
 * log p(x | h) of codes h [B · n, …], n of each example of a batch x [B, …] one after the other, in
 * nats.
 */
export async function logLikelihoods(
  { decode, likelihood }: VariationalDecoder,
  { values: x, shape: [count, ...shape], labels }: ExampleBatch,
  codes: NdArray,
): Promise<Float64Array> {
  const rows = codes.shape[0], times = rows / count, size = sizeOf(shape);
  const repeated = labels &&
    Int32Array.from({ length: rows }, (_, row) => labels[Math.floor(row / times)]);
  const means = await decode({ ...codes, ...(repeated && { labels: repeated }) });
  const { logLikelihood } = likelihoodOf(likelihood);
  const results = new Float64Array(rows);
  for (let example = 0, row = 0; example < count; example++) {
    const own = x.subarray(example * size, (example + 1) * size);
    for (let i = 0; i < times; i++, row++) {
      results[row] = logLikelihood(own, means.values.subarray(row * size, (row + 1) * size));
    }
  }
  return results;
}

/** Adds what the distributions of codes come to, latent by latent. */
function addCodes(
  sums: Record<"kl" | "mean" | "square", Float64Array>,
  { mean, logVariance }: NormalCodes,
): void {
  const size = sizeOf(mean.shape.slice(1));
  if (sums.kl.length === 0) {
    for (const name of ["kl", "mean", "square"] as const) sums[name] = new Float64Array(size);
  }
  for (let i = 0; i < mean.values.length; i++) {
    const value = mean.values[i], log = logVariance.values[i], latent = i % size;
    sums.kl[latent] += 0.5 * (value ** 2 + Math.exp(log) - 1 - log);
    sums.mean[latent] += value;
    sums.square[latent] += value ** 2;
  }
}
