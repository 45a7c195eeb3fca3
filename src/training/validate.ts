import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../core/shape.ts";
import { consecutiveBatches } from "../data/mod.ts";
import type { Examples } from "../data/mod.ts";
import { meanSquaredError } from "../kernels/mod.ts";
import { reconstructionLosses } from "../losses/mod.ts";
import type { Params, Plan } from "../model/mod.ts";
import { decodeForLoss } from "./gradients.ts";

/** What a model does on examples that it does not train on. */
export interface Validation {
  /** The mean reconstruction loss. */
  readonly loss: number;
  /** The squared error summed over each example, averaged over the examples. */
  readonly error: number;
}

/** Large enough to keep the products busy, small enough to add little memory. */
const BATCH_SIZE = 500;

/** Measures a model on examples, without training it. */
export function validate(plan: Plan, examples: Examples, params: Readonly<Params>): Validation {
  let loss = 0, error = 0;
  for (const { count, values } of consecutiveBatches(examples, BATCH_SIZE)) {
    tf.tidy(() => {
      const x = tf.tensor(values, [count, ...examples.shape]);
      const { output, reconstruction } = decodeForLoss(plan, x, { params });
      const { apply } = reconstructionLosses[plan.spec.reconstructionLoss];
      loss += count * apply(output, x).dataSync()[0];
      error += count * sizeOf(examples.shape) *
        meanSquaredError(reconstruction(), x).dataSync()[0];
    });
  }
  return { loss: loss / examples.count, error: error / examples.count };
}
