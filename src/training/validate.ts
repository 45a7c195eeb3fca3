import * as tf from "@tensorflow/tfjs";
import { createRng } from "../core/rng.ts";
import { sizeOf } from "../core/shape.ts";
import { consecutiveBatches, type Examples } from "../data/mod.ts";
import { meanSquaredError } from "../kernels/mod.ts";
import { decode, encode, type Params, type Plan } from "../model/mod.ts";
import { labelsOf } from "./labels_of.ts";
import { objective } from "./objective.ts";

/** The results of a model on examples that it does not train on. */
export interface Validation {
  /** The mean loss, penalties included. */
  readonly loss: number;
  /** The squared error summed over each example, averaged over the examples; not of a classifier. */
  readonly error?: number;
  /** The share of the examples whose class is the most probable one; of a classifier alone. */
  readonly accuracy?: number;
}

/** Large enough to keep the products busy, small enough to add little memory. */
const BATCH_SIZE = 500;

/**
 * Measures a model on examples, without training it.
 *
 * The loss of codes that are drawn, or of inputs that are damaged, is that of one draw, the same
 * whenever the examples are the same; the error, or the accuracy, is that of the most likely codes of
 * whole inputs.
 */
export function validate(plan: Plan, examples: Examples, params: Readonly<Params>): Validation {
  const draws = createRng(0).fork("validation");
  let loss = 0, sum = 0;
  for (const { from, count, shape, values } of consecutiveBatches(examples, BATCH_SIZE)) {
    tf.tidy(() => {
      const x = tf.tensor(values, [...shape]);
      const indices = Uint32Array.from({ length: count }, (_, i) => from + i);
      const labels = labelsOf(plan, examples, indices);
      const options = { params, labels };
      const found = objective(plan, x, {
        ...options,
        sample: (example) => draws.fork(from + example),
      });
      const output = plan.isStochastic
        ? decode(plan, encode(plan, x, options), options)
        : found.reconstruction();
      loss += count * found.loss.dataSync()[0];
      sum += plan.spec.target
        ? countRight(output, labels!)
        : count * sizeOf(examples.shape) * meanSquaredError(output, x).dataSync()[0];
    });
  }
  const mean = sum / examples.count;
  return {
    loss: loss / examples.count,
    ...(plan.spec.target ? { accuracy: mean } : { error: mean }),
  };
}

/** The number of rows whose largest probability is that of their class, both [B, classes]. */
function countRight(probabilities: tf.Tensor, labels: tf.Tensor): number {
  return tf.sum(tf.equal(tf.argMax(probabilities, 1), tf.argMax(labels, 1))).dataSync()[0];
}
