import * as tf from "@tensorflow/tfjs";
import { createRng } from "../core/rng.ts";
import { sizeOf } from "../core/shape.ts";
import { consecutiveBatches, type Examples } from "../data/mod.ts";
import { meanSquaredError } from "../kernels/mod.ts";
import { type Params, type Plan, reconstruct } from "../model/mod.ts";
import { labelsOf } from "./labels_of.ts";
import { objective } from "./objective.ts";

/** The results of a model on examples that it does not train on. */
export interface Validation {
  /** The mean loss, penalties included. */
  readonly loss: number;
  /** The squared error summed over each example, averaged over the examples. */
  readonly error: number;
}

/** Large enough to keep the products busy, small enough to add little memory. */
const BATCH_SIZE = 500;

/**
 * Measures a model on examples, without training it.
 *
 * The loss of codes that are drawn, or of inputs that are damaged, is that of one draw, the same
 * whenever the examples are the same; the error is that of the most likely codes of whole inputs.
 */
export function validate(plan: Plan, examples: Examples, params: Readonly<Params>): Validation {
  const draws = createRng(0).fork("validation");
  let loss = 0, error = 0;
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
      const output = plan.isStochastic ? reconstruct(plan, x, options) : found.reconstruction();
      loss += count * found.loss.dataSync()[0];
      error += count * sizeOf(examples.shape) * meanSquaredError(output, x).dataSync()[0];
    });
  }
  return { loss: loss / examples.count, error: error / examples.count };
}
