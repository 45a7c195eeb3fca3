import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { dictionaryOf } from "./dictionary_of.ts";
import { definePenalty, penaltyFields } from "./penalty.ts";

/**
 * ½ ‖z* − F(x)‖², summed over the code and averaged over the batch: how far the prediction of the
 * layers before a `sparse_inference` is from the code that it infers.
 *
 * z* is a constant here, so that the prediction learns from it alone. Absent outside training, where
 * nothing is inferred. (Kavukcuoglu, Ranzato and LeCun, "Fast inference in sparse coding algorithms with
 * applications to object recognition", 2008.)
 */
export const prediction = definePenalty({
  schema: z.strictObject({
    type: z.literal("prediction"),
    ...penaltyFields,
    /**
     * The same as the layer's `predictionCoefficient`, so that it lowers the loss that is logged.
     */
    coefficient: penaltyFields.coefficient.default(1),
  }),
  check(_spec, model) {
    const { traits: { code }, params } = model.encoder.at(-1)!, [, ...others] = model.decoder;
    if (
      code?.kind !== "predicted" || dictionaryOf(model) !== params[code.dictionary] ||
      others.some(({ traits: { map } }) => map !== "identity")
    ) {
      throw new RangeError(
        `Cannot penalise predictions of codes: the encoder must end in a "sparse_inference" layer, and ` +
          `the decoder be a "dictionary" tied to it, with at most a "reshape" behind`,
      );
    }
  },
  apply(_spec, { model, given }) {
    const { path } = model.encoder.at(-1)!;
    const inferred = given[`${path}.inferred`] as tf.Tensor | undefined;
    if (!inferred) return undefined;
    const predicted = given[`${path}.prediction`] as tf.Tensor;
    return tf.mul(tf.mean(tf.sum(tf.squaredDifference(predicted, inferred), 1)), 0.5);
  },
});
