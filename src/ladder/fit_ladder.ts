import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { type Examples, takeExamples } from "../data/mod.ts";
import { initParams, type Params, type Plan } from "../model/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import {
  assertFinite,
  checkSnapshot,
  divergence,
  initOptimizer,
  type Progress,
  type Snapshot,
  toArrays,
  toTensors,
  type TrainingEvent,
  validate,
} from "../training/mod.ts";
import { checkLadder } from "./check_ladder.ts";
import { foldedParams, foldLadder } from "./fold_ladder.ts";
import { ladderParams } from "./ladder_params.ts";
import { labelledRows, stepsPerEpoch, unlabelledRows } from "./ladder_rows.ts";
import { ladderStep } from "./ladder_step.ts";
import { ladderOptions, type LadderOptionsInput, ladderRate } from "./options.ts";

/** The classifier, the examples and the choices of a training as a ladder network. */
export interface FitLadderInput {
  /** The classifier: dense layers with activations, as `describeClassifier` makes it. */
  readonly plan: Plan;
  /** The examples whose labels it sees. */
  readonly labelled: Examples;
  /** The examples that it sees without their labels, those with labels among them. */
  readonly unlabelled: Examples;
  /** Labelled examples held out, on which each epoch is measured. */
  readonly validation?: Examples;
  /** Costs, noise, combinator, epochs, batch sizes, optimizer …; defaults may be left out. */
  readonly options?: LadderOptionsInput;
  /** The stream that everything random follows from. */
  readonly rng: Rng;
  /** The place where an earlier training of the same input stopped; it goes on from there bit for bit. */
  readonly from?: Snapshot;
}

/** The start of every training. */
const START: Omit<Progress, "history"> = { epoch: 0, used: 0, step: 0, lossSum: 0, termSums: {} };

/** The examples that each epoch's statistics are of at most; those of the end are of all. */
const MEASURED = 5000;

/**
 * Trains a classifier as a ladder network and yields what happens, a step at a time, in the events of `fit`
 * (Rasmus, Berglund, Honkala, Valpola and Raiko, "Semi-supervised learning with ladder networks", 2015).
 *
 * An epoch is a pass over the unlabelled examples, in batches that differ by one row at most; labelled ones
 * come around as often as that takes. The snapshots hold the parameters of the ladder, with its denoising
 * half; `params` of the end are those of the classifier, of the last epoch, as `foldLadder` folds them. Each
 * epoch has the mean costs of its steps, with their weights, under `figures`: `crossEntropy` and, by the
 * layer, `denoising.0` …; with validation examples also the cross-entropy and the accuracy of the clean path,
 * its statistics taken from 5,000 unlabelled examples at most.
 *
 * Everything random follows from `rng`. Throws a TypeError for options that there are not, and a RangeError
 * for a plan or examples that `checkLadder` refuses, for a snapshot of another network or optimizer, and at
 * the first loss or parameter that is not a finite number.
 *
 * @example
 * ```ts
 * import { createRng, describeAutoencoder, describeClassifier, fitLadder, planAutoencoder } from "isthmus";
 * import { readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const unlabelled = strokes(200, createRng(0)), labelled = strokes(20, createRng(1));
 * const autoencoder = describeAutoencoder({ variant: "undercomplete", codeSize: 30 }, [28, 28, 1]);
 * const plan = planAutoencoder(describeClassifier(autoencoder, { classes: 10 }));
 * const input = { plan, labelled, unlabelled, options: { epochs: 3 }, rng: createRng(2) };
 * for await (const event of fitLadder(input)) {
 *   if (event.type !== "end") continue;
 *   assert(event.history[2].trainingLoss < event.history[0].trainingLoss);
 *   assertEquals(Object.keys(event.params), Object.keys(plan.params));
 * }
 * ```
 */
export async function* fitLadder(input: FitLadderInput): AsyncGenerator<TrainingEvent, void> {
  const { plan, labelled, unlabelled, validation, rng, from } = input;
  const options = parseWith(ladderOptions, input.options ?? {}, "these training options");
  const network = checkLadder(input, options);
  const planned = { params: ladderParams(network, options) };
  if (from) checkSnapshot(from, { plan: planned, options: options.optimizer });
  const params = toTensors(from?.params ?? initParams(planned, { rng: rng.fork("init") }));
  const state = from ? toTensors(from.optimizer) : initOptimizer(planned, options.optimizer);
  const { batchSize, labelledBatchSize } = options;
  const perEpoch = stepsPerEpoch({ count: unlabelled.count, batchSize });
  const steps = options.epochs * perEpoch;
  let { epoch, used, step, lossSum, termSums } = from?.progress ?? START;
  const history = [...from?.progress.history ?? []];
  const rateAt = (taken: number) => ladderRate(options, { taken, all: steps });
  const measure = validation && measured(input);

  const snapshot = (): Snapshot => {
    const arrays = toArrays(params);
    assertFinite(arrays, { step, learningRate: rateAt(step) });
    const progress = { epoch, used, step, lossSum, termSums, history: [...history] };
    return { params: arrays, optimizer: toArrays(state), progress };
  };

  try {
    while (epoch < options.epochs) {
      const order = rng.fork("shuffle").fork(epoch).permutation(unlabelled.count);
      while (used < unlabelled.count) {
        const rows = unlabelledRows(order, { step: step - epoch * perEpoch, steps: perEpoch });
        const ownRows = labelledRows(step, {
          count: labelled.count,
          batchSize: labelledBatchSize,
          rng: rng.fork("labelled"),
        });
        step++;
        const learningRate = rateAt(step);
        const { loss, costs } = ladderStep({
          network,
          options,
          params,
          state,
          labelled: { examples: labelled, rows: ownRows },
          unlabelled: { examples: unlabelled, rows },
          rng: rng.fork("step").fork(step),
        }, { step, learningRate });
        if (!Number.isFinite(loss)) throw divergence("loss", { step, learningRate });
        used += rows.length;
        lossSum += loss * rows.length;
        termSums = added(termSums, costs, rows.length);
        yield { type: "step", epoch: epoch + 1, step, steps, loss, snapshot };
      }
      epoch++;
      history.push({
        epoch,
        step,
        trainingLoss: lossSum / used,
        figures: Object.fromEntries(
          Object.entries(termSums).map(([name, sum]) => [name, sum / used]),
        ),
        ...measure?.(params),
        learningRate: rateAt(step),
      });
      used = 0;
      lossSum = 0;
      termSums = {};
      yield { type: "epoch", metrics: history.at(-1)!, history, snapshot };
    }
    const last = snapshot();
    const folded = foldLadder(plan, { trained: last.params, unlabelled });
    const reason = "epochs", bestEpoch = epoch;
    yield { type: "end", reason, params: folded, history, bestEpoch, snapshot: () => last };
  } finally {
    tf.dispose([params, state]);
  }
}

/** Sums of costs over examples, with those of so many added. */
function added(
  sums: Progress["termSums"],
  costs: Readonly<Record<string, number>>,
  count: number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(costs).map(([name, cost]) => [name, (sums[name] ?? 0) + cost * count]),
  );
}

/** The loss and the accuracy of the clean path on validation examples, as metrics have them. */
function measured(
  { plan, unlabelled, validation, rng }: FitLadderInput,
): (params: Params) => { validationLoss: number; validationAccuracy: number } {
  const order = rng.fork("measured").permutation(unlabelled.count);
  const examples = takeExamples(unlabelled, order.subarray(0, MEASURED));
  return (params) => {
    const folded = foldedParams(plan, { params, examples });
    const { loss, accuracy } = validate(plan, validation!, folded);
    tf.dispose(folded);
    return { validationLoss: loss, validationAccuracy: accuracy! };
  };
}
