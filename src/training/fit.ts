import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import type { Examples } from "../data/mod.ts";
import { initParams, type Plan } from "../model/mod.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { createAugment } from "./augment/create_augment.ts";
import type { AugmentOptions } from "./augment/options.ts";
import { isOver, lowest } from "./best_epoch.ts";
import { bestOf } from "./best_of.ts";
import { checkBatches } from "./check_batches.ts";
import { checkExamples, checkLabels } from "./check_examples.ts";
import { checkParams } from "./check_params.ts";
import { checkShape } from "./check_shape.ts";
import { checkSnapshot } from "./check_snapshot.ts";
import { dataStatistic } from "./data_statistic.ts";
import { assertFinite, divergence } from "./divergence.ts";
import { type TrainingOptions, trainingOptions, type TrainingOptionsInput } from "./options.ts";
import { learningRateFactor } from "./schedule.ts";
import { addTerms, meanTerms } from "./loss_terms.ts";
import type { EpochMetrics, Progress, Snapshot } from "./snapshot.ts";
import { toArrays, toTensors } from "./tensors.ts";
import { trainingPlan } from "./training_plan.ts";
import { trainStep } from "./train_step.ts";
import { initOptimizer } from "./update.ts";
import { validate, type Validation } from "./validate.ts";

/** The model, the examples and the choices of a training. */
export interface FitInput {
  /** The model. */
  readonly plan: Plan;
  /** The examples that gradients come from. */
  readonly train: Examples;
  /** Examples held out to choose the best epoch; absent, the last epoch counts. */
  readonly validation?: Examples;
  /** Epochs, batch size, optimizer, schedule …; defaults may be left out. */
  readonly options: TrainingOptionsInput;
  /** The random changes of the training pictures [H, W, K], input and target alike; none unless given. */
  readonly augment?: AugmentOptions;
  /** The stream that everything random follows from. */
  readonly rng: Rng;
  /**
   * The parameters to start from, by path, such as those of another training; fresh ones unless given.
   * Those of `from` go before them.
   */
  readonly params?: Readonly<Record<string, NdArray>>;
  /**
   * The place where an earlier training of the same input stopped; it goes on from there bit for
   * bit.
   */
  readonly from?: Snapshot;
}

/** The events of `fit`, in the order of training. */
export type TrainingEvent =
  | {
    readonly type: "step";
    readonly epoch: number;
    readonly step: number;
    readonly steps: number;
    readonly loss: number;
    /** Copies the state after this step; call it before asking for the next event. */
    snapshot(): Snapshot;
  }
  | {
    readonly type: "epoch";
    readonly metrics: EpochMetrics;
    readonly history: readonly EpochMetrics[];
    snapshot(): Snapshot;
  }
  | {
    readonly type: "end";
    readonly reason: "epochs" | "early-stopping";
    /** The trained parameters: those of the best epoch where there are validation examples. */
    readonly params: Readonly<Record<string, NdArray>>;
    readonly history: readonly EpochMetrics[];
    /** The epoch that `params` are of. */
    readonly bestEpoch: number;
    snapshot(): Snapshot;
  };

/** The start of every training. */
const START: Omit<Progress, "history"> = { epoch: 0, used: 0, step: 0, lossSum: 0, termSums: {} };

/**
 * Trains an autoencoder, or a classifier on labelled examples, and yields what happens, a step at a time.
 *
 * Everything random follows from `rng`: the order of the examples of an epoch, fresh parameters, and
 * what example i of a step draws. Stopping early (`break`) frees the tensors. Throws a RangeError for a
 * model without parameters to learn, for no examples or such as it cannot learn from, for batches too small
 * for it, for parameters or a snapshot of another model or optimizer, for `augment` where there are no
 * pictures, and at the first loss or parameter that is not a finite number.
 *
 * @example
 * ```ts
 * import { createRng, describeAutoencoder, fit, planAutoencoder, strokes } from "isthmus";
 * import { readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(256, createRng(0)), losses: number[] = [];
 * const plan = planAutoencoder(describeAutoencoder({ variant: "undercomplete" }, train.shape));
 * for await (const event of fit({ plan, train, options: { epochs: 3 }, rng: createRng(1) })) {
 *   if (event.type === "epoch") losses.push(event.metrics.trainingLoss);
 * }
 * assert(losses.length === 3 && losses[2] < losses[0]);
 * ```
 *
 * With `params` a training starts from the parameters of another: on other examples, at a lower learning
 * rate. The optimizer starts afresh.
 *
 * @example
 * ```ts
 * import { createRng, describeAutoencoder, fit, planAutoencoder, strokes } from "isthmus";
 * import { readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const examples = (seed: number) => strokes(64, createRng(seed)), rng = createRng(1);
 * const plan = planAutoencoder(describeAutoencoder({ variant: "undercomplete" }, [28, 28, 1]));
 * for await (const first of fit({ plan, train: examples(0), options: { epochs: 2 }, rng })) {
 *   if (first.type !== "end") continue;
 *   const { params } = first, optimizer = { type: "adam", learningRate: 1e-4 } as const;
 *   const options = { epochs: 1, optimizer };
 *   for await (const then of fit({ plan, train: examples(2), options, rng, params })) {
 *     if (then.type === "end") assert(then.history[0].trainingLoss < first.history[0].trainingLoss);
 *   }
 * }
 * ```
 *
 * With `augment` each step sees other versions of its pictures: moved, mirrored, turned, brighter or darker.
 * Input and target are the same picture, and validation examples stay as they are.
 *
 * @example
 * ```ts
 * import { createRng, describeAutoencoder, fit, planAutoencoder, strokes } from "isthmus";
 * import { readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(64, createRng(0)), augment = { shift: 2, flip: "both", rotation: 10 } as const;
 * const plan = planAutoencoder(describeAutoencoder({ variant: "undercomplete" }, train.shape));
 * for await (const event of fit({ plan, train, augment, options: { epochs: 2 }, rng: createRng(1) })) {
 *   if (event.type === "end") assert(event.history[1].trainingLoss < event.history[0].trainingLoss);
 * }
 * ```
 */
export async function* fit(input: FitInput): AsyncGenerator<TrainingEvent, void> {
  const { train, validation, rng, from } = input;
  const options = parseWith(trainingOptions, input.options, "these training options");
  const plan = trainingPlan(input.plan, options);
  checkInput({ ...input, plan }, options);
  const augment = input.augment && createAugment(input.augment, input);
  const params = toTensors(
    from?.params ?? chosenParams(plan, input.params) ?? initParams(plan, {
      rng: rng.fork("init"),
      measure: (statistic) => dataStatistic(train, statistic),
    }),
  );
  const state = from ? toTensors(from.optimizer) : initOptimizer(plan, options.optimizer);
  const stepsPerEpoch = Math.ceil(train.count / options.batchSize);
  const steps = options.epochs * stepsPerEpoch;
  let { epoch, used, step, lossSum, termSums } = from?.progress ?? START;
  let best = from?.best;
  const history = [...from?.progress.history ?? []];
  /** The learning rate of the step that ends after so many. */
  const rateAfter = (taken: number) =>
    options.optimizer.learningRate *
    learningRateFactor(options.schedule, { epoch: taken / stepsPerEpoch, epochs: options.epochs });

  const snapshot = (): Snapshot => {
    const arrays = toArrays(params);
    assertFinite(arrays, { step, learningRate: rateAfter(step) });
    const progress = { epoch, used, step, lossSum, termSums, history: [...history] };
    return { params: arrays, optimizer: toArrays(state), ...(best && { best }), progress };
  };

  try {
    while (!isOver({ epoch, history }, options)) {
      const order = rng.fork("shuffle").fork(epoch).permutation(train.count);
      while (used < train.count) {
        const indices = order.subarray(used, used + options.batchSize);
        step++;
        const learningRate = rateAfter(step);
        const batch = { plan, train, options, rng, params, state, indices, augment };
        const { loss, ...terms } = trainStep(batch, { step, steps, learningRate });
        if (!Number.isFinite(loss)) throw divergence("loss", { step, learningRate });
        used += indices.length;
        lossSum += loss * indices.length;
        if (plan.spec.penalties?.length) termSums = addTerms(termSums, terms, indices.length);
        yield { type: "step", epoch: epoch + 1, step, steps, loss, snapshot };
      }
      const held = validation && validate(plan, validation, params);
      if (held && !Number.isFinite(held.loss)) {
        throw divergence("validation loss", { step, learningRate: rateAfter(step) });
      }
      const isBest = held && held.loss < lowest(history);
      if (isBest) best = toArrays(params);
      epoch++;
      history.push({
        epoch,
        step,
        trainingLoss: lossSum / used,
        ...meanTerms(termSums, used),
        ...(held && validationMetrics(held)),
        learningRate: rateAfter(step),
      });
      used = 0;
      lossSum = 0;
      termSums = {};
      yield { type: "epoch", metrics: history.at(-1)!, history, snapshot };
    }
    const reason = epoch < options.epochs ? "early-stopping" : "epochs";
    yield { type: "end", reason, ...bestOf(snapshot()), history, snapshot };
  } finally {
    tf.dispose([params, state]);
  }
}

/** The results on validation examples, as metrics have them. */
function validationMetrics({ loss, error, accuracy }: Validation): Partial<EpochMetrics> {
  return {
    validationLoss: loss,
    ...(error !== undefined && { validationError: error }),
    ...(accuracy !== undefined && { validationAccuracy: accuracy }),
  };
}

/** Those of some parameters that a model has, in its order. */
function chosenParams(
  plan: Plan,
  params: FitInput["params"],
): Record<string, NdArray> | undefined {
  return params &&
    Object.fromEntries(Object.keys(plan.params).map((path) => [path, params[path]]));
}

/** Throws a RangeError, one sentence, for a model, examples or a snapshot that cannot be trained on. */
function checkInput(
  { plan, train, validation, params, from }: FitInput,
  options: TrainingOptions,
): void {
  if (!Object.values(plan.params).some(({ trainable }) => trainable)) {
    throw new RangeError(
      "Cannot train this model: none of its layers has parameters to learn, add a dense layer",
    );
  }
  const seen = { plan, name: "the training examples" };
  checkData(train, seen);
  checkExamples(train, seen);
  // Nothing is learnt from their values, which may pass the range of those seen.
  if (validation) checkData(validation, { plan, name: "the validation examples" });
  checkBatches(plan, { count: train.count, batchSize: options.batchSize });
  if (params) checkParams(params, { plan, name: "these parameters" });
  if (from) checkSnapshot(from, { plan, options: options.optimizer });
}

/** Throws a RangeError, one sentence, for examples that are not there or that the model cannot take. */
function checkData(examples: Examples, seen: { plan: Plan; name: string }): void {
  checkShape(examples, seen);
  checkLabels(examples, seen);
}
