import {
  dataBias,
  estimateLogPartition,
  freeEnergy,
  isBinary,
  pseudoLogLikelihood,
  reverseLogLikelihood,
  type Stretch,
  type TrainedMachine,
} from "../../boltzmann/mod.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import { binarize, type Examples, firstExamples, wholeBatch } from "../../data/mod.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readRunData } from "../../runs/run_data.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { meanOf } from "./mean_of.ts";

/** The choices of estimating the likelihood of a machine. */
export interface MachineLikelihoodOptions {
  /** The chains of annealed importance sampling. */
  readonly chains: number;
  /** Its inverse temperatures, 14,500 unless given. */
  readonly stretches?: readonly Stretch[];
  /** The test examples that reverse annealing starts from; none for 0. */
  readonly reverse: number;
}

/** The likelihood of test examples under a machine, in nats per example. */
export interface MachineLikelihood {
  /** The number of test examples. */
  readonly examples: number;
  /** log Z, and the same less and more three standard errors. */
  readonly logPartition: Bounded;
  /** The mean of log p, and those by the bounds of log Z. */
  readonly logLikelihood: Bounded;
  /** The mean pseudo-log-likelihood, by one flip of each example. */
  readonly pseudoLogLikelihood: number;
  /** The mean of log p of the first examples, and the conservative one by reverse annealing. */
  readonly reverse?: {
    readonly examples: number;
    readonly logLikelihood: number;
    readonly reverseLogLikelihood: number;
  };
  /** True where grey values were drawn as 0 or 1, once, with each value as its probability. */
  readonly isDrawn: boolean;
}

/** An estimate between two others. */
export interface Bounded {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Estimates the likelihood of the test examples of a run whose model is a machine, by annealed importance
 * sampling. Values that are neither 0 nor 1 are drawn, once.
 *
 * Throws as `readRunData` does.
 */
export async function machineLikelihood(
  run: FinishedRun,
  { spec, params: machine }: TrainedMachine,
  { chains, reverse, ...annealing }: MachineLikelihoodOptions,
): Promise<MachineLikelihood> {
  const { config } = run;
  const data = await readRunData(run);
  await startRunBackend(config);
  const rng = createRng(config.recipe.seed).fork("likelihood");
  const isDrawn = !isBinary(data.test);
  const test = isDrawn ? binarize(data.test, { rng: rng.fork("draw") }) : data.test;
  const base = dataBias({ visible: { units: "bernoulli", size: spec.visible.size } }, data.train);
  const found = estimateLogPartition(machine, spec, {
    ...{ ...annealing, base, chains },
    rng: rng.fork("annealing"),
  });
  const { estimate, low, high } = found, logPartition = { estimate, low, high };
  const logLikelihoodOf = (examples: Examples, log: number) =>
    -meanOf(freeEnergy(machine, spec, rowsOf(examples))) - log;
  const mean = logLikelihoodOf(test, estimate);
  const first = reverse > 0 ? firstExamples(test, reverse) : undefined;
  return {
    examples: test.count,
    logPartition,
    logLikelihood: { estimate: mean, low: mean + estimate - high, high: mean + estimate - low },
    pseudoLogLikelihood: meanOf(
      pseudoLogLikelihood(machine, spec, rowsOf(test), { rng: rng.fork("flip") }),
    ),
    ...(first && {
      reverse: {
        examples: first.count,
        logLikelihood: logLikelihoodOf(first, estimate),
        reverseLogLikelihood: meanOf(
          reverseLogLikelihood(machine, spec, rowsOf(first), {
            ...{ ...annealing, base },
            rng: rng.fork("reverse"),
          }),
        ),
      },
    }),
    isDrawn,
  };
}

/** Examples as rows [N, D]. */
function rowsOf(examples: Examples): NdArray {
  return { shape: [examples.count, sizeOf(examples.shape)], values: wholeBatch(examples).values };
}
