import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { consecutiveBatches, type Examples } from "../../data/mod.ts";
import type { ForwardOptions, Params, Plan } from "../../model/mod.ts";
import { labelsOf } from "../../training/mod.ts";

/** The entries of the Jacobians that are looked at at once, at most: 16 MiB. */
const MOST_ENTRIES = 2 ** 22;

/** A batch to take Jacobians at. */
export interface JacobianBatch {
  /** The index of its first example. */
  readonly from: number;
  /** [B, …inputShape] */
  readonly x: tf.Tensor;
  /** The options that the encoder runs with. */
  readonly options: ForwardOptions;
}

/**
 * The results that a visit makes of each batch of some examples, as small as `products` rows of the
 * Jacobian of each of its examples ask for. The tensors are disposed of after each visit.
 */
export function mapJacobianBatches<Result>(
  examples: Examples,
  { plan, params, products }: { plan: Plan; params: Readonly<Params>; products: number },
  visit: (batch: JacobianBatch) => Result,
): Result[] {
  const size = Math.max(1, Math.floor(MOST_ENTRIES / (products * sizeOf(examples.shape))));
  const results: Result[] = [];
  for (const { from, count, shape, values } of consecutiveBatches(examples, size)) {
    tf.tidy(() => {
      const x = tf.tensor(values, [...shape]);
      const labels = labelsOf(plan, examples, Array.from({ length: count }, (_, i) => from + i));
      results.push(visit({ from, x, options: { params, labels } }));
    });
  }
  return results;
}
