import type { Tensor } from "@tensorflow/tfjs";
import { decode, encode, type ForwardOptions } from "./forward.ts";
import type { Plan } from "./plan.ts";

/**
 * The probabilities [B, classes] that a classifier gives inputs [B, …inputShape]. Throws a RangeError for
 * an autoencoder.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { classify, describeAutoencoder, describeClassifier, planAutoencoder } from "isthmus";
 * import { readKernels, startBackend } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const autoencoder = describeAutoencoder({ codeSize: 1, loss: "mean-squared-error" }, [2]);
 * const plan = planAutoencoder(describeClassifier(autoencoder, { classes: 2 }));
 * const params = {
 *   "encoder.0.weight": tf.tensor2d([[1], [1]]),
 *   "encoder.0.bias": tf.tensor1d([0]),
 *   "decoder.0.weight": tf.tensor2d([[0, 0]]),
 *   "decoder.0.bias": tf.tensor1d([0, Math.log(3)]),
 * };
 * const [no, yes] = classify(plan, tf.tensor2d([[1, 3]]), { params }).dataSync();
 * assertAlmostEquals(no, 0.25, 1e-6);
 * assertAlmostEquals(yes, 0.75, 1e-6);
 * ```
 */
export function classify(plan: Plan, x: Tensor, options: ForwardOptions): Tensor {
  if (!plan.spec.target) {
    throw new RangeError(
      "Cannot classify with an autoencoder: it gives reconstructions, make a classifier of it with " +
        "describeClassifier()",
    );
  }
  return decode(plan, encode(plan, x, options), options);
}
