import * as tf from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { type Examples, gatherBatch } from "../data/mod.ts";
import type { Params, Plan } from "../model/mod.ts";
import type { Augment } from "./augment/create_augment.ts";
import { gradients } from "./gradients.ts";
import { labelsOf } from "./labels_of.ts";
import type { TrainingOptions } from "./options.ts";
import type { LossTerms } from "./snapshot.ts";
import { update } from "./update.ts";

/** The objects of a step. */
export interface StepInput {
  readonly plan: Plan;
  readonly train: Examples;
  readonly options: TrainingOptions;
  /** The stream of the training. */
  readonly rng: Rng;
  readonly params: Params;
  /** The optimizer's tensors. */
  readonly state: Params;
  /** The examples of the batch. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** Changes the pictures of the batch; they stay as they are unless given. */
  readonly augment?: Augment | undefined;
}

/**
 * Moves `params` and `state` in place and returns the loss of the batch before the move, with what it
 * is the sum of.
 *
 * `step` counts from 1 to `steps`. A loss that is not finite moves nothing that is learned.
 */
export function trainStep(
  { plan, train, options, rng, params, state, indices, augment }: StepInput,
  { step, steps, learningRate }: { step: number; steps: number; learningRate: number },
): LossTerms & { readonly loss: number } {
  const gathered = gatherBatch(train, indices);
  const x = tf.tensor(augment ? augment(gathered, step) : gathered, [
    indices.length,
    ...train.shape,
  ]);
  const labels = labelsOf(plan, train, indices);
  const result = gradients(plan, x, {
    params,
    labels,
    rng: rng.fork("step").fork(step),
    progress: (step - 1) / steps,
  });
  if (Number.isFinite(result.loss)) {
    update({ params, planned: plan.params, gradients: result.gradients, state }, {
      optimizer: options.optimizer,
      clipNorm: options.clipNorm,
      learningRates: options.learningRates,
      learningRate,
      step,
    });
  }
  tf.dispose([x, labels ?? [], result.gradients]);
  for (const [path, value] of Object.entries(result.statistics)) {
    if (plan.params[path].isFrozen) {
      value.dispose();
      continue;
    }
    const before = params[path];
    params[path] = plan.params[path].trainable ? tf.add(before, value) : value;
    if (params[path] !== value) value.dispose();
    before.dispose();
  }
  const { loss, reconstructionLoss, penalties } = result;
  return { loss, reconstructionLoss, penalties };
}
