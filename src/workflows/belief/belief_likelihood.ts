import {
  boundsByDepth,
  dataBias,
  estimateLogPartition,
  hiddenMeans,
  isBinary,
  type Stretch,
  type TrainedMachine,
} from "../../boltzmann/mod.ts";
import { createRng } from "../../core/rng.ts";
import { binarize, type Examples, firstExamples, wholeBatch } from "../../data/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import type { Bounded } from "./machine_likelihood.ts";
import { meanOf } from "./mean_of.ts";

/** The training examples that base rates are taken of. */
const SEEN = 10_000;

/** The choices of bounding the likelihood of a deep belief network. */
export interface BeliefLikelihoodOptions {
  /** The chains of annealed importance sampling. */
  readonly chains: number;
  /** Its inverse temperatures, 14,500 unless given. */
  readonly stretches?: readonly Stretch[];
  /** The draws of all hidden units for each example. */
  readonly samples: number;
}

/** Lower bounds of the likelihood of test examples, in nats per example. */
export interface BeliefLikelihood {
  /** The number of test examples. */
  readonly examples: number;
  readonly samples: number;
  /** True where grey values were drawn as 0 or 1, once, with each value as its probability. */
  readonly isDrawn: boolean;
  /** The networks of the lowest machine, the lowest two, … and all, or all below one with label units. */
  readonly depths: readonly Depth[];
  /** True where a machine with label units stands on top, whose log Z is not estimated. */
  readonly isLabelled?: boolean;
}

/** The network of the lowest machines, up to one. */
export interface Depth {
  /** The visible and the hidden units of its top machine. */
  readonly units: readonly [number, number];
  /** log Z of its top machine, and the same less and more three standard errors. */
  readonly logPartition: Bounded;
  /** The mean lower bound of log p, and the same less and more three errors of log Z and of the draws. */
  readonly bound: Bounded;
}

/**
 * Bounds the likelihood of the test examples of a run whose model is a stack of machines, by annealed
 * importance sampling of each and draws of the hidden units below it. Values that are neither 0 nor 1 are
 * drawn, once. The chains of a machine start at the mean activities of its visible units over training
 * examples.
 *
 * Throws as `readRunData` does.
 */
export async function beliefLikelihood(
  run: FinishedRun,
  machines: readonly TrainedMachine[],
  { chains, samples, ...annealing }: BeliefLikelihoodOptions,
): Promise<BeliefLikelihood> {
  const { config } = run, data = await readRunData(run);
  await startRunBackend(config);
  const rng = createRng(config.recipe.seed).fork("likelihood");
  const isDrawn = !isBinary(data.test);
  const test = isDrawn ? binarize(data.test, { rng: rng.fork("draw") }) : data.test;
  const partitions = logPartitions(machines, firstExamples(data.train, SEEN), (depth, base) => ({
    ...annealing,
    base,
    chains,
    rng: depth === 0 ? rng.fork("annealing") : rng.fork("annealing above").fork(depth),
  }));
  // A mean for each draw, so that they tell their own error.
  const draws = Array.from(
    { length: samples },
    (_, i) =>
      boundsByDepth(machines, wholeBatch(test), { rng: rng.fork("belief").fork(i), samples: 1 })
        .map(meanOf),
  );
  const depths = machines.map(({ spec: { visible, hidden } }, depth): Depth => {
    const { estimate, low, high } = partitions[depth];
    const means = Float64Array.from(draws, (byDepth) => byDepth[depth]), mean = meanOf(means);
    const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) /
      Math.max(1, samples - 1);
    const error = 3 * Math.sqrt(variance / samples);
    return {
      units: [visible.size, hidden.size],
      logPartition: { estimate, low, high },
      bound: {
        estimate: mean - estimate,
        low: mean - estimate - Math.hypot(high - estimate, error),
        high: mean - estimate + Math.hypot(estimate - low, error),
      },
    };
  });
  return { examples: test.count, samples, isDrawn, depths };
}

/** log Z of each machine, with the base rates of its visible units over some examples. */
function logPartitions(
  machines: readonly TrainedMachine[],
  examples: Examples,
  optionsOf: (depth: number, base: ReturnType<typeof dataBias>) => Parameters<
    typeof estimateLogPartition
  >[2],
) {
  let seen = examples;
  return machines.map(({ spec, params }, depth) => {
    const { size } = spec.visible;
    const base = dataBias({ visible: { units: "bernoulli", size } }, seen);
    if (depth < machines.length - 1) {
      const { values } = hiddenMeans(params, spec, wholeBatch(seen));
      seen = { shape: [spec.hidden.size], count: seen.count, values };
    }
    return estimateLogPartition(params, spec, optionsOf(depth, base));
  });
}
