import {
  boundsByDepth,
  dataBias,
  estimateLogPartition,
  hiddenMeans,
  type LogPartition,
  reverseLogLikelihood,
  type Stretch,
  type TrainedMachine,
} from "../../boltzmann/mod.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { createRng, type Rng } from "../../core/rng.ts";
import { countsOf, type Examples, firstExamples, takeExamples } from "../../data/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import type { Bounded } from "./machine_likelihood.ts";
import { meanOf } from "./mean_of.ts";

/** The training texts that base rates of machines above the lowest are taken of. */
const SEEN = 2000;

/** The choices of measuring a stack of machines of which the lowest counts words. */
export interface WordLikelihoodOptions {
  /** The chains of annealed importance sampling. */
  readonly chains: number;
  /** Its inverse temperatures. */
  readonly stretches: readonly Stretch[];
  /** The draws of all hidden units for each text, of several machines. */
  readonly samples: number;
  /** The most test texts to measure, drawn at random of those that have words. */
  readonly texts: number;
  /** True for the estimate by reverse annealing too, of one machine. */
  readonly isReverse: boolean;
}

/**
 * The perplexity of test texts, exp of the mean of −log p(text) / its length: so many words that are all
 * equally likely would be as hard to tell.
 */
export interface WordLikelihood {
  /** The number of texts, and the mean length of them. */
  readonly texts: number;
  readonly meanLength: number;
  /** That by the frequency of each word alone. */
  readonly unigramPerplexity: number;
  /** That of the lowest machine, and upper bounds of the lowest two, … and all. */
  readonly perplexities: readonly DepthPerplexity[];
  /** A conservative estimate of one machine, by reverse annealing from each text. */
  readonly reversePerplexity?: number;
}

/** The perplexity of the lowest machines, up to one. */
export interface DepthPerplexity {
  /** The visible and the hidden units of the top machine. */
  readonly units: readonly [number, number];
  /** By log Z, and by that less and more three standard errors. */
  readonly perplexity: Bounded;
}

/**
 * The perplexity of test texts of a run whose model is a machine that counts words, or a stack on one: log Z
 * of each length by annealed importance sampling from the frequency of words, as Salakhutdinov and Hinton
 * measured 50 texts ("Replicated softmax: an undirected topic model", 2009); of a stack an upper bound by
 * draws of the hidden units.
 *
 * Throws as `readRunData` does, and a RangeError where no test text has a word.
 */
export async function wordLikelihood(
  run: FinishedRun,
  machines: readonly TrainedMachine[],
  options: WordLikelihoodOptions,
): Promise<WordLikelihood> {
  const { config } = run, data = await readRunData(run);
  await startRunBackend(config);
  const rng = createRng(config.recipe.seed).fork("likelihood");
  const chosen = someTexts(data.test, options.texts, rng.fork("texts"));
  const x = countsOf(chosen), lengths = Float64Array.from(chosen.lengths ?? []);
  const [{ spec, params }] = machines, { visible: { units, size } } = spec;
  const base = dataBias({ visible: { units: units ?? "bernoulli", size } }, data.train);
  const perplexityOf = (logs: Float64Array) =>
    Math.exp(-meanOf(logs.map((log, row) => log / lengths[row])));
  const partitions = logPartitions(machines, { ...options, base, lengths, rng, seen: data.train });
  const bounds = boundsByDepth(machines, x, { rng: rng.fork("belief"), samples: options.samples });
  const perplexities = machines.map(({ spec: { visible, hidden } }, depth): DepthPerplexity => {
    const by = (which: keyof Bounded) =>
      perplexityOf(
        bounds[depth].map((bound, row) => bound - partitions[depth](lengths[row])[which]),
      );
    return {
      units: [visible.size, hidden.size],
      perplexity: { estimate: by("estimate"), low: by("low"), high: by("high") },
    };
  });
  return {
    texts: chosen.count,
    meanLength: meanOf(lengths),
    unigramPerplexity: perplexityOf(unigramLogs(x, base)),
    perplexities,
    ...(options.isReverse && machines.length === 1 && {
      reversePerplexity: perplexityOf(
        reverseLogLikelihood(params, spec, x, {
          base,
          stretches: options.stretches,
          rng: rng.fork("reverse"),
        }),
      ),
    }),
  };
}

/** Some texts that have words, drawn at random, or all where there are fewer. */
function someTexts(texts: Examples, count: number, rng: Rng): Examples {
  const order = [...rng.permutation(texts.count)].filter((i) => texts.lengths?.[i]);
  if (order.length === 0) {
    throw new RangeError("Cannot measure a perplexity: no test text has a word that is counted");
  }
  return takeExamples(texts, order.slice(0, count));
}

/** log Z of each machine by the length of a text, which only the lowest depends on. */
function logPartitions(
  machines: readonly TrainedMachine[],
  { chains, stretches, base, lengths, rng, seen }: WordLikelihoodOptions & {
    base: NdArray;
    lengths: Float64Array;
    rng: Rng;
    seen: Examples;
  },
): ((length: number) => LogPartition)[] {
  let below = countsOf(firstExamples(seen, machines.length > 1 ? SEEN : 0));
  return machines.map(({ spec, params }, depth) => {
    const own = { chains, stretches, rng: rng.fork("annealing").fork(depth) };
    if (depth === 0) {
      const byLength = new Map<number, LogPartition>();
      for (const length of new Set(lengths)) {
        byLength.set(length, estimateLogPartition(params, spec, { ...own, base, length }));
      }
      if (machines.length > 1) below = hiddenMeans(params, spec, below);
      return (length) => byLength.get(length)!;
    }
    const [count, size] = below.shape;
    const rates = dataBias({ visible: { units: "bernoulli", size } }, {
      shape: [size],
      count,
      values: below.values,
    });
    const found = estimateLogPartition(params, spec, { ...own, base: rates });
    below = hiddenMeans(params, spec, below);
    return () => found;
  });
}

/** log p [B] of counts of words [B, V] by the frequency of each word alone. */
function unigramLogs({ shape: [rows, size], values }: NdArray, logs: NdArray): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let word = 0; word < size; word++) sum += values[row * size + word] * logs.values[word];
    return sum;
  });
}
